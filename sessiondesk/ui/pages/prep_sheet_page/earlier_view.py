"""Earlier sheets on the page: the list of them, and the one that is looked at again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.ids import KeptSheetId
from sessiondesk.domain.kept_sheet import KeptSheet
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, shown_page
from sessiondesk.ui.pages.prep_sheet_page.earlier_card import EarlierCard
from sessiondesk.ui.shown_page import ShownPage
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.wording_taken import taken


class EarlierView(QWidget):
    """Says which sheet is looked at, with the way back, above the list of all of them.

    Signals:
        changed: Another sheet is looked at, or none any more.
    """

    changed = Signal()

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._shown: ShownPage | None = None
        self._opened: KeptSheet | None = None
        self._says = labels.headline("", theme)
        self._note = labels.quiet("", theme)
        self._back = buttons.second(self.tr("Back to the page I am making"), theme)
        self._remove = buttons.quiet(self.tr("Remove it"), theme, icon="trash-2")
        self._open = Card(theme, padding=(16, 12))
        for label in (self._says, self._note):
            self._open.body.addWidget(label)
        for button in (self._back, self._remove):
            self._open.body.addWidget(button, 0, buttons.AT_START)
        self._list = EarlierCard(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._open)
        column.addWidget(self._list)
        self._open.hide()
        self._list.opened.connect(self.open)
        self._back.clicked.connect(self.close_it)
        self._remove.clicked.connect(self._on_remove)

    @property
    def is_open(self) -> bool:
        """Whether an earlier sheet is looked at."""
        return self._opened is not None

    @property
    def shown(self) -> ShownPage | None:
        """The sheet that is looked at; None where there is none, or it cannot be read."""
        return self._shown

    def show_sheets(self, sheets: Sequence[tuple[KeptSheet, str]]) -> None:
        """Show what was taken, each with the name of its session, which may be empty."""
        self._list.show_sheets(sheets)
        if self._opened is not None and self._opened.id not in {each.id for each, _ in sheets}:
            self._put(None, None)

    def focus_first(self) -> None:
        """Put the keyboard on the way back, or on the latest sheet."""
        if self.is_open:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._list.focus_first()

    @Slot(str)
    def open(self, sheet_id: str) -> None:
        """Look at a sheet as it was taken; one that is gone is passed over."""
        try:
            kept = self._journal.sheets.find(KeptSheetId(sheet_id))
            if kept is None:
                return
            session = (
                None if kept.session_id is None else self._journal.sessions.find(kept.session_id)
            )
            number = None if session is None else self._journal.sessions.number_of(session)
        except StoreError as error:
            problems.show(self, error)
            return
        shown = shown_page.of_kept(kept, kept.day if session is None else session.day)
        words = "" if number is None else self.tr("Session {number}").format(number=number)
        self._says.setText(taken(kept, session=words, today=self._journal.today()))
        self._note.setText(
            self.tr("This is the page as it was. What you wrote since is not on it.")
            if shown is not None
            else self.tr(
                "This page was kept by another version of SessionDesk and cannot be shown here."
            )
        )
        self._put(kept, shown)
        self.focus_first()
        announce(self, self._says.text())

    @Slot()
    def close_it(self) -> None:
        """Go back to the page in the making."""
        self._put(None, None)
        self._list.focus_first()

    def _put(self, kept: KeptSheet | None, shown: ShownPage | None) -> None:
        self._opened, self._shown = kept, shown
        self._open.setVisible(kept is not None)
        self.changed.emit()

    @Slot()
    def _on_remove(self) -> None:
        if self._opened is None:
            return
        try:
            self._journal.sheets.remove(self._opened.id)
        except StoreError as error:
            problems.show(self, error)
