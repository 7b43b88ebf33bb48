"""What the page offers beside itself: the session to write down, questions, names on paper."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind as Record
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.prep_sheet_page.five_questions import FiveQuestions
from sessiondesk.ui.pages.prep_sheet_page.making import Read
from sessiondesk.ui.person_names import NamesDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.wording_sessions import how_it_went


class Asides(QObject):
    """Shows at most one offer above the page: the session that is over, or a few questions.

    Signals:
        opens: A ``Link`` to the session to write down.
    """

    opens = Signal(object)

    def __init__(
        self, journal: Journal, theme: Theme, notices: QVBoxLayout, page: QWidget
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._theme = theme
        self._page = page
        self._unwritten = ""
        self._put_away: set[str] = set()
        self._after = Notice(Kind.INFO, "", "", theme, can_close=True)
        self._after.add_action(self.tr("Write it down"), icon="pen-line").clicked.connect(
            self._on_write_down
        )
        prompts = journal.looking_back.prompts.thin_sheet
        self._thin = Notice(Kind.INFO, prompts.title, prompts.how, theme, can_close=True)
        self._thin.add_action(self.tr("Answer them…"), icon="pen-line").clicked.connect(
            self.open_questions
        )
        for notice in (self._after, self._thin):
            notice.hide()
            notices.addWidget(notice)
        self._after.closed.connect(self._on_after_closed)
        self._thin.closed.connect(self._on_thin_closed)

    def show_read(self, read: Read, layout: SheetLayout) -> None:
        """Offer what fits what was read; what was put away is not offered again."""
        asks = False
        if read.unwritten is not None:
            session, number = read.unwritten
            self._unwritten = session.id
            asks = session.id not in self._put_away
            said = how_it_went(number, session.planned_for, today=read.record.on)
            self._after.set_words("", said)
        self._offer(self._after, is_wanted=asks)
        is_thin = read.record.is_thin and layout is SheetLayout.SHEET
        self._offer(
            self._thin, is_wanted=is_thin and not asks and "questions" not in self._put_away
        )

    def settle(self) -> None:
        """Keep a draft of what is being typed.

        Raises:
            StoreError: It was not kept.
        """
        for dialog in self._page.findChildren(FiveQuestions):
            dialog.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where it is not on disk."""
        return [
            draft for each in self._page.findChildren(FiveQuestions) for draft in each.unsaved()
        ]

    @Slot()
    def open_questions(self) -> None:
        """Ask the few questions for the sheet."""
        prompts = self._journal.looking_back.prompts.thin_sheet
        FiveQuestions(prompts, self._journal, self._theme, self._page).open()

    @Slot()
    def open_names(self) -> None:
        """Show the names that stand as initials on paper."""
        NamesDialog(self._journal, self._theme, self._page).open()

    def _offer(self, notice: Notice, *, is_wanted: bool) -> None:
        was_hidden = notice.isHidden()
        notice.setVisible(is_wanted)
        if is_wanted and was_hidden:
            notice.announce()

    @Slot()
    def _on_write_down(self) -> None:
        self.opens.emit(Link(kind=Record.THERAPY_SESSION, id=self._unwritten))

    @Slot()
    def _on_after_closed(self) -> None:
        self._put_away.add(self._unwritten)

    @Slot()
    def _on_thin_closed(self) -> None:
        self._put_away.add("questions")
