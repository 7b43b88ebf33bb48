"""What tests of the window can ask for: the theme, controls by spoken name, and an audit."""

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from sessiondesk import app, paths
from sessiondesk.domain.instrument import Instruments
from sessiondesk.domain.prompts import Prompts
from sessiondesk.guard import Enforced, Network
from sessiondesk.journal import Journal
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.shell import Shell
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.vault import creating, opening
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.opened import OpenVault
from tests.conftest import NOON, ZONE, Clock
from tests.ui import focus_chain

# The least height and width of anything that is clicked or typed into.
TARGET = 28
# In milliseconds.
PATIENCE = 60_000
# From one cell of a strip to the widget that is the whole strip.
GENERATIONS = 3

ENFORCED = Enforced(
    network=Network.SECCOMP,
    names_blocked=True,
    core_limited=True,
    not_dumpable=True,
    umask=0o77,
    sandbox=None,
    refusal=None,
    problems=(),
)

Find = Callable[[QWidget, str], QWidget]
Examine = Callable[[QWidget], list[str]]


class HoldingBot(QtBot):
    """Hands that hold on to every window they are given until all of the test has ended.

    The bot of pytest-qt only remembers which windows there are. One that a test has not put
    anywhere would be taken down by Python's collector while it is shown, in the middle of its
    own events, and that ends the process.

    They are patient, too: the machine may be busy with other things.
    """

    def __init__(self, request: pytest.FixtureRequest, held: list[QWidget]) -> None:
        super().__init__(request)
        self._held = held

    @override
    def addWidget(
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        self._held.append(widget)
        super().addWidget(widget, before_close_func=before_close_func)

    @override
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    @override
    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    @override
    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def _held() -> list[QWidget]:
    # Outlives the theme, which speaks to all windows once more when it is put back.
    return []


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest, _held: list[QWidget]) -> QtBot:
    """Hands for a test, which hold on to the windows they are given."""
    return HoldingBot(request, _held)


@pytest.fixture(scope="session", autouse=True)
def _what_is_there_stays() -> None:
    # All that is imported by now: looking through it after each test took longer than many tests.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_is_left(_held: list[QWidget]) -> Iterator[None]:
    """Let what a test leaves behind die before the next one begins, and not before.

    Windows that refer to themselves wait for Python's collector, which would otherwise take
    them down in the middle of their own events or somebody else's. In the program, too, it only
    runs when it is told to.
    """
    gc.disable()
    yield
    if QCoreApplication.instance() is not None:
        # By Qt, from the top down. The collector would begin anywhere.
        for window in QApplication.topLevelWidgets():
            if window.parent() is None:
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _held.clear()
    gc.collect()
    gc.enable()


def spoken_name(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    found = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        # Its own name is what is chosen; it is the label beside it that names it.
        named_by = found.relations(QAccessible.RelationFlag.Label)
        return named_by[0][0].text(QAccessible.Text.Name) if named_by else ""
    return found.text(QAccessible.Text.Name)


@pytest.fixture(scope="session")
def _only_theme(qapp: QApplication) -> Theme:
    # The fonts are read once; each test finds the settings as they were.
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def theme(_only_theme: Theme) -> Iterator[Theme]:
    """The look in force: light, text at 100 per cent, whatever the machine is set to."""
    yield _only_theme
    if _only_theme.scheme is not Scheme.LIGHT:
        _only_theme.set_scheme(Scheme.LIGHT)
    if _only_theme.text_percent != 100:
        _only_theme.set_text_percent(100)


@pytest.fixture
def control() -> Find:
    """Find the one visible control with a spoken name."""

    def find(page: QWidget, name: str) -> QWidget:
        named = [each for each in visible(page) if spoken_name(each) == name]
        # A label says the same as the field it names.
        best = (
            [each for each in named if can_focus(each)]
            or [each for each in named if not isinstance(each, QLabel)]
            or named
        )
        assert len(best) == 1, f"{len(best)} controls are called {name!r}"
        return best[0]

    return find


@pytest.fixture
def nameless() -> Examine:
    """List the visible controls that a screen reader could only call by their kind."""

    def list_(page: QWidget) -> list[str]:
        return [
            describe(each) for each in visible(page) if can_focus(each) and not spoken_name(each)
        ]

    return list_


@pytest.fixture
def audit(nameless: Examine) -> Examine:
    """List what keeps a shown page from being used by ear, by keyboard or by a shaky hand."""

    def examine(page: QWidget) -> list[str]:
        found = [f"has no spoken name: {each}" for each in nameless(page)]
        stops = set(tab_stops(page))
        for each in visible(page):
            if can_focus(each) and not is_reachable(each, stops):
                found.append(f"cannot be reached by Tab: {describe(each)}")
            if isinstance(each, TARGETS) and min(each.width(), each.height()) < TARGET:
                size = f"{each.width()} x {each.height()}"
                found.append(f"is smaller than {TARGET}: {describe(each)}, {size}")
            if isinstance(each, QLabel) and each.textFormat() != Qt.TextFormat.PlainText:
                found.append(f"might read markup: {describe(each)}")
        return found

    return examine


@dataclass(frozen=True)
class Sealed:
    """A closed vault and what opens it."""

    folder: Path
    passphrase: str
    recovery_key: str
    cost: Cost


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A closed vault. Copy it, and leave it as it is."""
    passphrase, cost = "harbour quilt ninety pebble", Cost(m=65_536, t=2, p=1)
    folder = tmp_path_factory.mktemp("sealed") / "Garden notes.sdesk"
    new = creating.prepare(passphrase, calibration=cost)
    creating.write(folder, new, now=NOON).close()
    assert new.recovery_key is not None
    return Sealed(folder, passphrase, new.recovery_key, cost)


@pytest.fixture
def sealed(sealed_once: Sealed, tmp_path: Path) -> Sealed:
    """A closed vault of this test's own."""
    folder = Path(shutil.copytree(sealed_once.folder, tmp_path / sealed_once.folder.name))
    return replace(sealed_once, folder=folder)


@pytest.fixture
def vault(sealed: Sealed) -> Iterator[OpenVault]:
    """That vault, open."""
    unsealed = opening.unseal(sealed.folder, sealed.recovery_key, SlotKind.RECOVERY)
    vault = opening.open_vault(unsealed, now=NOON)
    yield vault
    vault.close()


@pytest.fixture
def vault_journal(
    vault: OpenVault, clock: Clock, prompts: Prompts, instruments: Instruments
) -> Journal:
    """The journal in it."""
    return Journal(
        vault.db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments, ground=vault
    )


@pytest.fixture
def keeper(
    qapp: QApplication, vault: OpenVault, vault_journal: Journal, clock: Clock
) -> Iterator[BackupKeeper]:
    """What keeps its backups."""
    jobs = Jobs()
    yield BackupKeeper(vault, vault_journal, jobs, now=clock)
    jobs.finish()


TARGETS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)

# The whole window, put together as it is for a person.


class IdleClock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def idle() -> IdleClock:
    """The clock that idleness is counted by."""
    return IdleClock()


@pytest.fixture
def folder(sealed_once: Sealed, tmp_path: Path) -> Path:
    """A journal with nothing in it, where a person keeps documents."""
    place = tmp_path / "Documents" / sealed_once.folder.name
    return Path(shutil.copytree(sealed_once.folder, place))


@pytest.fixture
def preferences_path(tmp_path: Path) -> Path:
    """Where the preferences are."""
    return tmp_path / "config" / "preferences.json"


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    """Where words are put that a journal's disk does not take."""
    return tmp_path / "state"


@pytest.fixture
def no_aside(aside: Path) -> None:
    """Nothing can be put aside: something else has the name of the folder."""
    aside.touch()


@pytest.fixture
def make_shell(  # noqa: PLR0917 - each is another fixture
    qtbot: QtBot,
    qapp: QApplication,
    clock: Clock,
    idle: IdleClock,
    tmp_path: Path,
    preferences_path: Path,
    aside: Path,
) -> Iterator[Callable[..., Shell]]:
    """Put the window together and show it, without anything in it yet."""
    shells: list[Shell] = []

    def make(**more: Any) -> Shell:
        shell = app.make_shell(
            qapp,
            enforced=ENFORCED,
            preferences_path=preferences_path,
            now=clock,
            documents=tmp_path / "Documents",
            aside=aside,
            seconds=idle,
            **more,
        )
        shells.append(shell)
        shell.frame.show()
        qtbot.waitExposed(shell.frame)
        shell.frame.activateWindow()
        return shell

    yield make
    for shell in shells:
        shell.end()
        shell.frame.leave()
        shell.frame.deleteLater()
        shell.deleteLater()
    shells.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shell(make_shell: Callable[..., Shell], folder: Path) -> Shell:
    """The window in front of the closed journal."""
    shell = make_shell()
    shell.start(folder)
    return shell


@pytest.fixture
def unlock(qtbot: QtBot, control: Find, sealed_once: Sealed) -> Callable[[Shell], None]:
    """Type the passphrase and wait for the pages."""

    def unlock(shell: Shell) -> None:
        field = control(shell.frame, "Passphrase")
        assert isinstance(field, QLineEdit)
        field.setText(sealed_once.passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(shell.frame.centralWidget(), MainView), timeout=60_000)

    return unlock


@pytest.fixture
def opened(shell: Shell, unlock: Callable[[Shell], None]) -> Shell:
    """The window with the journal open."""
    unlock(shell)
    return shell


def visible(page: QWidget) -> list[QWidget]:
    """Return ``page`` and everything in it that is shown, as far as it is our own."""
    inside = [each for each in (page, *page.findChildren(QWidget)) if each.isVisible()]
    return [each for each in inside if not is_part_of_stock(each)]


def is_part_of_stock(widget: QWidget) -> bool:
    """Whether a widget is the inside of one of Qt's own, which speaks for it."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit)


def can_focus(widget: QWidget) -> bool:
    """Whether the keyboard can be in ``widget`` itself."""
    return (
        widget.isEnabled()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
    )


def tab_stops(page: QWidget) -> list[QWidget]:
    """Return where Tab stops on ``page``, in order."""
    stops: list[QWidget] = []
    for widget in focus_chain.others(page.window()):
        is_stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_inside = widget is page or page.isAncestorOf(widget)
        if is_stop and is_inside and widget.isVisible() and can_focus(widget):
            stops.append(widget)
    return stops


def is_reachable(widget: QWidget, stops: set[QWidget]) -> bool:
    """Whether Tab stops at ``widget``, or at the group whose arrows lead to it."""
    if widget in stops:
        return True
    group = widget.parentWidget()
    for _ in range(GENERATIONS):
        if group is None:
            return False
        if any(group.isAncestorOf(stop) for stop in stops):
            return True
        group = group.parentWidget()
    return False


def describe(widget: QWidget) -> str:
    """Return a class and a name to find ``widget`` by."""
    return f"{type(widget).__name__} {spoken_name(widget)!r}"
