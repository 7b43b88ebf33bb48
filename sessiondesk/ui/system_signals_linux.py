"""What a Linux desktop says on its two buses: the screen is locked, sleep is near.

They are listened to if they are there: nothing is started for it, and no address is followed
that leads anywhere but to a socket on this computer. QtDBus is imported here and nowhere else,
after the window was painted.
"""

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import SIGNAL, SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusVariant,
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

_numbers = count()


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


class BusSignals(SystemSignals):
    """Listens to the buses of a Linux desktop."""

    def __init__(
        self, *, session: str | None, system: str | None, parent: QObject | None = None
    ) -> None:
        """Listen to the buses at these addresses; None is a bus that is not there."""
        super().__init__(parent)
        # A name that was used before would bring back the connection of that time.
        name = f"sessiondesk-{next(_numbers)}"
        self._names: list[str] = []
        self._hooks: list[tuple[QDBusConnection, tuple[Any, ...]]] = []
        self._system: QDBusConnection | None = None
        # Held, it makes the system wait a moment with going to sleep.
        self._delay: QDBusMessage | None = None
        self._questions: set[QDBusPendingCallWatcher] = set()
        self._is_listening = False
        if session is not None:
            bus = self._connect(session, f"{name}-session")
            for interface in _SCREEN_SAVERS:
                self._hear(bus, "", "", f"{interface}.ActiveChanged", "on_active(bool)")
        if system is not None:
            self._system = self._connect(system, f"{name}-system")
            self._listen_to_manager(self._system)

    @property
    def is_listening(self) -> bool:
        """Whether the session of this person is known, and listened to."""
        return self._is_listening

    @property
    def holds_sleep_back(self) -> bool:
        """Whether the system waits for us before it sleeps."""
        return self._delay is not None

    @property
    def open_questions(self) -> int:
        """How many answers are waited for."""
        return len(self._questions)

    @override
    def close(self) -> None:
        self._delay = None
        self._system = None
        for bus, hook in self._hooks:
            bus.disconnect(*hook)
        self._hooks.clear()
        # The thread of the buses waits for this object to go, and would ask it then whether it
        # minds: a Python object that is half gone has no answer, and the program would end.
        everybody: Any = None
        QObject.disconnect(self, SIGNAL("destroyed(QObject*)"), everybody, everybody)
        for name in self._names:
            QDBusConnection.disconnectFromBus(name)
        self._names.clear()

    def _connect(self, address: str, name: str) -> QDBusConnection:
        self._names.append(name)
        # By address: without one, the library would start a bus of its own.
        return QDBusConnection.connectToBus(address, name)

    def _hear(self, bus: QDBusConnection, service: str, path: str, signal: str, slot: str) -> None:
        """Have a slot called for a signal, given with its interface."""
        interface, _, name = signal.rpartition(".")
        # The stubs ask for bytes, Qt for text.
        hook: Any = (service, path, interface, name, self, SLOT(slot))
        if bus.isConnected() and bus.connect(*hook):
            self._hooks.append((bus, hook))

    def _listen_to_manager(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        self._hear(bus, _LOGIN, _LOGIN_PATH, f"{_MANAGER}.PrepareForSleep", "on_sleep(bool)")
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
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message, _PATIENCE_MS), self)
        self._questions.add(watcher)
        return watcher

    def _answer(self, watcher: QDBusPendingCallWatcher) -> QDBusMessage | None:
        """Return the answer to a question; None where there is none, or nobody to hear it."""
        self._questions.discard(watcher)
        watcher.deleteLater()
        return None if watcher.isError() or self._system is None else watcher.reply()

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
        self._delay = self._answer(watcher)

    @Slot("QDBusPendingCallWatcher*")
    def _on_number(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = self._answer(watcher)
        if answer is not None:
            (number,) = answer.arguments()
            if isinstance(number, QDBusVariant):
                self._ask_for_session(str(number.variant()))

    @Slot("QDBusPendingCallWatcher*")
    def _on_session(self, watcher: QDBusPendingCallWatcher) -> None:
        answer, bus = self._answer(watcher), self._system
        if answer is None or bus is None:
            return
        (found,) = answer.arguments()
        path = found.path() if isinstance(found, QDBusObjectPath) else str(found)
        self._hear(bus, _LOGIN, path, f"{_SESSION}.Lock", "on_lock()")
        slot = "on_changed(QString,QVariantMap,QStringList)"
        self._hear(bus, _LOGIN, path, f"{_PROPERTIES}.PropertiesChanged", slot)
        self._is_listening = True

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
