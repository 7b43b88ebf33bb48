"""What a Linux desktop says on its two buses: the screen is locked, sleep is near.

They are listened to if they are there: nothing is started for it, and no address is followed
that leads anywhere but to a socket on this computer. QtDBus is imported here and nowhere else,
after the window was painted.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
)
from typing_extensions import override

from sessiondesk.ui.system_signals import SystemSignals

_SYSTEM_SOCKETS: Final = ("/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket")
# Each desktop has one of them, and some have two.
_SCREEN_SAVERS: Final = tuple(
    f"org.{desktop}.ScreenSaver"
    for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)
_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
# The session that asks, whatever its number; but signals come from its own path.
_OWN_SESSION: Final = f"{_LOGIN_PATH}/session/auto"
_MANAGER: Final = f"{_LOGIN}.Manager"
_SESSION: Final = f"{_LOGIN}.Session"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_PATIENCE_MS: Final = 10_000


def session_address(environ: Mapping[str, str]) -> str | None:
    """Return the address of the session's bus, or None where there is none on this computer."""
    found = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if found is not None:
        return found if _is_local(found) else None
    runtime = environ.get("XDG_RUNTIME_DIR")
    socket = Path(runtime) / "bus" if runtime else None
    return f"unix:path={socket}" if socket is not None and socket.exists() else None


def system_address(environ: Mapping[str, str]) -> str | None:
    """Return the address of the system's bus, or None where there is none on this computer."""
    found = environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    if found is not None:
        return found if _is_local(found) else None
    sockets = (f"unix:path={socket}" for socket in _SYSTEM_SOCKETS if Path(socket).exists())
    return next(sockets, None)


def _is_local(address: str) -> bool:
    """Tell whether every way that an address names is a socket on this computer."""
    return all(each.startswith("unix:") for each in address.split(";"))


def _slot(signature: str) -> bytes:
    return SLOT(signature).encode("ascii")


class BusSignals(SystemSignals):
    """Listens to the buses of a Linux desktop."""

    def __init__(
        self, *, session: str | None, system: str | None, parent: QObject | None = None
    ) -> None:
        """Listen to the buses at these addresses; None is a bus that is not there."""
        super().__init__(parent)
        name = f"sessiondesk-{os.getpid()}-{id(self)}"
        self._names: list[str] = []
        self._system: QDBusConnection | None = None
        # Held, it makes the system wait a moment with going to sleep.
        self._delay: QDBusMessage | None = None
        if session is not None:
            bus = self._connect(session, f"{name}-session")
            for interface in _SCREEN_SAVERS:
                bus.connect("", "", interface, "ActiveChanged", self, _slot("on_active(bool)"))
        if system is not None:
            self._system = self._connect(system, f"{name}-system")
            self._listen_to_manager(self._system)

    @override
    def close(self) -> None:
        self._delay = None
        self._system = None
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()

    def _connect(self, address: str, name: str) -> QDBusConnection:
        self._names.append(name)
        # By address: without one, the library would start a bus of its own.
        return QDBusConnection.connectToBus(address, name)

    def _listen_to_manager(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        slot = _slot("on_sleep(bool)")
        bus.connect(_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, slot)
        self._hold_sleep_back()
        number = os.environ.get("XDG_SESSION_ID")
        if number:
            self._ask_for_session(number)
        else:
            watcher = self._call(_OWN_SESSION, _PROPERTIES, "Get", _SESSION, "Id")
            watcher.finished.connect(self._on_number)

    def _call(
        self, path: str, interface: str, method: str, *words: str
    ) -> QDBusPendingCallWatcher:
        bus = self._system
        if bus is None:
            raise RuntimeError("There is no bus.")
        message = QDBusMessage.createMethodCall(_LOGIN, path, interface, method)
        message.setArguments(list(words))
        return QDBusPendingCallWatcher(bus.asyncCall(message, _PATIENCE_MS), self)

    def _hold_sleep_back(self) -> None:
        why = self.tr("Locking the journal")
        watcher = self._call(
            _LOGIN_PATH, _MANAGER, "Inhibit", "sleep", "SessionDesk", why, "delay"
        )
        watcher.finished.connect(self._on_held)

    def _ask_for_session(self, number: str) -> None:
        watcher = self._call(_LOGIN_PATH, _MANAGER, "GetSession", number)
        watcher.finished.connect(self._on_session)

    @Slot("QDBusPendingCallWatcher*")
    def _on_held(self, watcher: QDBusPendingCallWatcher) -> None:
        if not watcher.isError() and self._system is not None:
            self._delay = watcher.reply()
        watcher.deleteLater()

    @Slot("QDBusPendingCallWatcher*")
    def _on_number(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = [] if watcher.isError() else watcher.reply().arguments()
        watcher.deleteLater()
        if answer and self._system is not None:
            self._ask_for_session(str(answer[0]))

    @Slot("QDBusPendingCallWatcher*")
    def _on_session(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = [] if watcher.isError() else watcher.reply().arguments()
        watcher.deleteLater()
        bus = self._system
        if bus is None or not answer or not isinstance(answer[0], QDBusObjectPath):
            return
        path = answer[0].path()
        bus.connect(_LOGIN, path, _SESSION, "Lock", self, _slot("on_lock()"))
        slot = _slot("on_changed(QString,QVariantMap,QStringList)")
        bus.connect(_LOGIN, path, _PROPERTIES, "PropertiesChanged", self, slot)

    # What the buses call, by these names.

    @Slot(bool)
    def on_active(self, is_active: bool) -> None:  # noqa: FBT001 - the bus sends it
        """Hear that the screen saver came, or went."""
        if is_active:
            self.left.emit()

    @Slot(bool)
    def on_sleep(self, is_near: bool) -> None:  # noqa: FBT001 - the bus sends it
        """Hear that the computer is about to sleep, or woke."""
        if is_near:
            self.left.emit()
            # Whoever heard it is done: from here on nothing waits for us.
            self._delay = None
        elif self._system is not None:
            self._hold_sleep_back()

    @Slot()
    def on_lock(self) -> None:
        """Hear that the session should be locked."""
        self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def on_changed(
        self, interface: str, changed: Mapping[str, object], _unknown: list[str]
    ) -> None:
        """Hear that something about the session is different now."""
        is_away = changed.get("Active") is False or changed.get("LockedHint") is True
        if interface == _SESSION and is_away:
            self.left.emit()
