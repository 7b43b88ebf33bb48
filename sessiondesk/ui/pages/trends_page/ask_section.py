"""Ask your record: questions as sentences, and the answers it carries."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights.asked import Answered, Question
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page import ask_record
from sessiondesk.ui.pages.trends_page.ask_card import AskCard
from sessiondesk.ui.pages.trends_page.ask_first import FirstWrote
from sessiondesk.ui.pages.trends_page.ask_further import ByWeekday, HowMuch, Turn, WhichWay
from sessiondesk.ui.pages.trends_page.ask_often import AtOrMore, DaysAWeek, HowOften
from sessiondesk.ui.pages.trends_page.ask_row import AskRow
from sessiondesk.ui.pages.trends_page.ask_work import AskWork
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.progress_row import ProgressRow

_ABOUT = {
    Topic.CHECKINS,
    Topic.SCALES,
    Topic.TAGS,
    Topic.PATTERNS,
    Topic.PRACTICES,
    Topic.LIFE_EVENTS,
    Topic.MEASURES,
    Topic.SESSIONS,
    Topic.SETTINGS,
}


class AskSection(QWidget):
    """Three questions, and the others behind "Ask something else".

    What was asked last stays for as long as the journal is open. Answers are worked out beside
    the window when it is in view, and given up when it is left.

    Signals:
        opens: An entry should be shown; carries a ``Link``.
    """

    opens = Signal(object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._is_stale = True
        self._is_read_planned = False
        self._record: ask_record.AskRecord | None = None
        self._work = AskWork(journal, jobs, connect, self)
        first = FirstWrote(journal, theme)
        first.opens.connect(self.opens)
        self._row = self._make_row([HowOften(theme), DaysAWeek(theme), first])
        self._further: AskRow | None = None
        self._else = buttons.quiet(self.tr("Ask something else"), theme)
        self._progress = ProgressRow(theme, reveals=False)
        head = QHBoxLayout()
        head.addWidget(labels.card_title(self.tr("Ask your record"), theme), 1)
        head.addWidget(self._else)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._column.addLayout(head)
        self._column.addWidget(self._progress)
        self._column.addWidget(self._row)
        self._else.clicked.connect(self._on_else)
        self._progress.cancelled.connect(self._on_cancelled)
        self._work.began.connect(self._on_began)
        self._work.ended.connect(self._progress.stop)
        self._work.progressed.connect(self._progress.show_share)
        self._work.answered.connect(self._on_answered)
        self._work.failed.connect(self._on_failed)
        self._work.given_up.connect(self._on_cancelled)
        journal.changed.connect(self._on_journal_changed)

    # What the page asks.

    def refresh(self) -> None:
        """Read again, if it is in view; else when it next is."""
        self._is_stale = True
        self._work.forget()
        if self.isVisible() and not self._is_read_planned:
            # Several topics may change in one act: once is enough.
            self._is_read_planned = True
            QTimer.singleShot(0, self, self._read)

    def settle(self) -> None:
        """Nothing that is kept is typed here."""

    def cancel(self) -> None:
        """Give up what is being worked out; it is asked again when it is next in view."""
        self._is_stale = self._is_stale or any(card.is_waiting for card in self._cards())
        self._work.cancel()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        is_yesterdays = self._record is not None and self._record.today != self._journal.today()
        if (self._is_stale or is_yesterdays) and not self._is_read_planned:
            self._is_read_planned = True
            QTimer.singleShot(0, self, self._read)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cancel()

    # Inside.

    def _make_row(self, cards: Sequence[AskCard]) -> AskRow:
        row = AskRow(cards, self._journal, self._theme)
        row.asks.connect(self._on_asks)
        row.opens.connect(self.opens)
        return row

    def _cards(self) -> Sequence[AskCard]:
        further = () if self._further is None else self._further.cards
        return (*self._row.cards, *further)

    @Slot()
    def _read(self) -> None:
        self._is_read_planned = False
        if not self.isVisible():
            return
        try:
            record = ask_record.read(self._journal, self._prompts)
            if self._further is not None:
                record = ask_record.with_results(record, self._journal)
        except StoreError as error:
            problems.show(self, error)
            return
        self._record = record
        self._is_stale = False
        self._row.put_away()
        if self._further is not None:
            self._further.put_away()
        for card in self._cards():
            card.show_record(record)

    def _show_further(self) -> AskRow:
        cards = [each(self._theme) for each in (HowMuch, AtOrMore, WhichWay, Turn, ByWeekday)]
        row = self._make_row(cards)
        self._column.addWidget(row)
        if self._record is not None:
            for card in cards:
                card.show_record(self._record)
            # There are hundreds of them: the cards are shown first.
            QTimer.singleShot(0, self, self._read_results)
        return row

    @Slot()
    def _read_results(self) -> None:
        if self._record is None or self._further is None:
            return
        try:
            self._record = ask_record.with_results(self._record, self._journal)
        except StoreError as error:
            problems.show(self, error)
            return
        for card in self._further.cards:
            card.offer(self._record)

    # What changes, and what the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _ABOUT:
            self.refresh()

    @Slot(str, object)
    def _on_asks(self, name: str, questions: Sequence[Question]) -> None:
        if questions:
            self._work.ask(name, questions)
        else:
            self._work.drop(name)

    @Slot(str, object, object)
    def _on_answered(self, name: str, question: Question, answer: Answered) -> None:
        for card in self._cards():
            if card.name == name:
                card.show_answer(question, answer)

    @Slot()
    def _on_began(self) -> None:
        self._progress.start(self.tr("Looking through your record"))

    @Slot()
    def _on_cancelled(self) -> None:
        self._work.cancel()
        for card in self._cards():
            if card.is_waiting:
                card.give_up()

    @Slot(object)
    def _on_failed(self, error: StoreError) -> None:
        problems.show(self, error)
        self._on_cancelled()

    @Slot()
    def _on_else(self) -> None:
        if self._further is None:
            self._further = self._show_further()
            self._further.show()
        else:
            self._further.setVisible(self._further.isHidden())
        is_open = not self._further.isHidden()
        self._else.setText(
            self.tr("Fewer questions") if is_open else self.tr("Ask something else")
        )
