"""What else can be done with the check-in in view: bring it up, name a pattern, move, remove."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import BringUpOffer, Link
from sessiondesk.ui.pages.today_page.day_dialogs import MoveDialog, RemoveDialog
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons

# Enough to know it again; the person says it in other words anyway.
_PROPOSED: Final = 200


class EntryMenu(QObject):
    """A button with a menu, there once the check-in is kept.

    Signals:
        brings_up: Words from it should be brought up (a ``BringUpOffer``).
        changed: It is on another day now, or in the bin.
        failed: Something could not be kept: (the error, what tries again).

    Attributes:
        button: What opens the menu.
    """

    brings_up = Signal(object)
    changed = Signal()
    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, prompts: Prompts, owner: QWidget) -> None:
        """Make the button; the owner is what dialogs open over."""
        super().__init__(owner)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._owner = owner
        self._checkin: CheckIn | None = None
        self.button = buttons.icon_alone("ellipsis", self.tr("More for this entry"), theme)
        self.button.set_height(32)
        self.button.hide()
        self._menu = QMenu(self.button)
        for text, slot in (
            (self.tr("Bring this up…"), self._on_bring_up),
            (self.tr("Name a pattern in it…"), self._on_pattern),
            (self.tr("Move to another day…"), self._on_move),
            (self.tr("Remove this entry…"), self._on_remove),
        ):
            action = QAction(text, self)
            action.triggered.connect(slot)
            self._menu.addAction(action)
        self.button.clicked.connect(self._on_button)

    def show_checkin(self, checkin: CheckIn) -> None:
        """Be about this check-in; while nothing is in it there is nothing to do with it."""
        self._checkin = checkin
        self.button.setVisible(not checkin.is_empty)

    def _on_button(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _on_bring_up(self) -> None:
        if self._checkin is None:
            return
        lines = [line.text.strip() for line in self._checkin.lines if line.text.strip()]
        text = lines[0][:_PROPOSED].rstrip() if lines else ""
        source = SourceKind.CHECKIN
        self.brings_up.emit(BringUpOffer(text=text, source=source, source_id=self._checkin.id))

    def _on_pattern(self) -> None:
        if self._checkin is not None:
            link = Link(kind=Kind.CHECKIN, id=self._checkin.id)
            dialog = PatternDialog(
                self._journal, self._theme, self._prompts, self._owner, link_to=link
            )
            dialog.open()

    def _on_move(self) -> None:
        if self._checkin is not None:
            today = self._journal.today()
            dialog = MoveDialog(self._checkin.day, today, self._theme, self._owner)
            dialog.picked.connect(self._on_day)
            dialog.open()

    def _on_day(self, day: date) -> None:
        if self._checkin is not None:
            self._do(partial(self._journal.checkins.move, self._checkin.id, day))

    def _on_remove(self) -> None:
        dialog = RemoveDialog(self._theme, self._owner)
        dialog.accepted.connect(self._on_sure)
        dialog.open()

    def _on_sure(self) -> None:
        if self._checkin is not None:
            self._do(partial(self._journal.checkins.remove, self._checkin.id))

    def _do(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, partial(self._do, keeps))
        else:
            self.changed.emit()
