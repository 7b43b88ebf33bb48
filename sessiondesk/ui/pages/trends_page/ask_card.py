"""A question as a card: a sentence with menus, and its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.period import Period
from sessiondesk.insights.asked import Answered, AskTurn, Question
from sessiondesk.insights.claim import Ending
from sessiondesk.journal.entry import EntryKey
from sessiondesk.ui.pages.trends_page.ask_period_dialog import PeriodDialog
from sessiondesk.ui.pages.trends_page.ask_record import NOW, AskRecord, Stretch, StretchKind
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip, Sentence
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.wording_insights import Said, WorkedOut, said, worked_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer with what stands behind it.

    Attributes:
        question: The question as a sentence.
        said: The answer in words.
        worked_out: How it came about.
        days: The days it rests on, the newest first.
        entries: The entries it rests on, where it is not about days.
    """

    question: str = field(repr=False)
    said: Said
    worked_out: WorkedOut
    days: tuple[date, ...] = ()
    entries: Sequence[EntryKey] | None = None

    @property
    def rests_on(self) -> int:
        """On how many days, or entries."""
        return len(self.days) if self.entries is None else len(self.entries)


class AskCard(Card):
    """One question. Each kind of question is a class of its own.

    Attributes:
        name: Tells it from the others.
        reply: The answer. None: there is none now.
        is_waiting: Whether an answer is on the way.

    Signals:
        asks: The question has changed, or is asked: its name, and the questions; none where it
            cannot be asked as it stands.
        entries_wanted: The person wants to see what the answer rests on.
        working_wanted: The person wants to know how it was worked out.
    """

    asks = Signal(str, object)
    entries_wanted = Signal()
    working_wanted = Signal()

    def __init__(
        self, name: str, theme: Theme, chips: Mapping[str, str], *, waits: bool = False
    ) -> None:
        """Make an unasked card.

        Args:
            name: Tells it from the others.
            theme: The look in force.
            chips: What each chip of the sentence is, for a screen reader: "When".
            waits: Whether it is asked only when the person says so.
        """
        super().__init__(theme, padding=(18, 14))
        self.name = name
        self.reply: Reply | None = None
        self.is_waiting = False
        self.theme = theme
        self._waits = waits
        self._is_asked = not waits
        self._is_told = False
        self._record: AskRecord | None = None
        self._roles = dict(chips)
        self._chips = {slot: MenuChip(theme) for slot in chips}
        self._sentence = Sentence(theme)
        self._whole = ""
        self._headline = labels.readout("", theme)
        self._detail = Label("", theme, Role.CAPTION)
        self._ask = buttons.second(self.tr("Ask this"), theme)
        self._ask.set_height(32)
        self._entries = buttons.quiet("", theme, icon="list")
        ask_how = self.tr("How was this worked out?")
        self._working = buttons.quiet(ask_how, theme, icon="chevron-right")
        self._further = Flow(spacing=theme.px(8))
        for each in (self._entries, self._working):
            each.set_height(28)
            each.set_flush()
            self._further.add(each)
        self.body.setSpacing(theme.px(8))
        for part in (self._sentence, self._headline, self._detail):
            self.body.addWidget(part)
        self.body.addWidget(self._ask, 0, buttons.AT_START)
        self.body.addWidget(self._further)
        self.body.addStretch(1)
        for chip in self._chips.values():
            chip.menu_wanted.connect(self._on_menu_wanted)
        self._ask.clicked.connect(self._on_ask)
        self._entries.clicked.connect(self.entries_wanted)
        self._working.clicked.connect(self.working_wanted)
        self._show_answer("", "")
        self._sentence.set_pattern(self._pattern(), self._chips)

    # What the section asks.

    @property
    def sentence(self) -> str:
        """The question."""
        return self._whole

    def offer(self, record: AskRecord) -> None:
        """Offer what there is now; what was asked stays as it is."""
        self._record = record

    def show_record(self, record: AskRecord) -> None:
        """Offer what there is now, and ask again what was asked."""
        self._record = record
        self._settle_choices(record)
        self._say()
        if self._is_asked:
            self._put()

    def show_answer(self, question: Question, answer: Answered) -> None:
        """Say the answer."""
        if self._record is None:
            return
        key = question.subject
        names = self._record.names
        found = said(key, answer.claim, names)
        if found is None:
            self.show_nothing(self.tr("What this asks about is there no more."))
            return
        is_of_results = isinstance(question, AskTurn) and question.results is not None
        self.show_reply(
            Reply(
                question=self._whole,
                said=found,
                worked_out=worked_out(key, answer.claim, names),
                # Results are no entries of a day, and have a page of their own.
                days=() if is_of_results else answer.days,
            )
        )

    def show_reply(self, reply: Reply) -> None:
        """Say the answer that was made of it."""
        self.reply = reply
        self.is_waiting = False
        self._show_answer(reply.said.headline, reply.said.detail)
        is_empty = reply.said.ending is Ending.NOT_ENOUGH
        count = reply.rests_on
        self._entries.setVisible(count > 0 and not is_empty)
        if reply.entries is None:
            words = (
                self.tr("The day behind it") if count == 1 else self.tr("The {n} days behind it")
            )
        else:
            words = self.tr("The entry") if count == 1 else self.tr("The {n} entries")
        self._entries.setText(words.format(n=count))
        self._entries.setAccessibleName(f"{words.format(n=count)}: {self._whole}")
        self._working.setVisible(True)
        self._working.setAccessibleName(f"{self.tr('How was this worked out?')} {self._whole}")
        self._further.setVisible(True)
        self.tell(f"{reply.said.headline}. {reply.said.detail}")

    def give_up(self) -> None:
        """Wait to be asked again: what was asked is not worked out any more."""
        self._waits, self._is_asked, self._is_told = True, False, False
        self.show_nothing("")

    def show_nothing(self, words: str) -> None:
        """Say why there is no answer."""
        self.reply = None
        self.is_waiting = False
        self._show_answer("", words)

    def tell(self, words: str) -> None:
        """Say ``words`` to a screen reader, if the person asked for them."""
        if self._is_told:
            self._is_told = False
            announce(self._sentence, words)

    def focus_entries(self) -> None:
        """Put the keyboard back on the button that opened the entries."""
        self._entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_working(self) -> None:
        """Put the keyboard back on the button that opened how it was worked out."""
        self._working.setFocus(Qt.FocusReason.OtherFocusReason)

    # What each kind of question says for itself.

    def _pattern(self) -> str:
        """Return the sentence with its parts in braces."""
        raise NotImplementedError

    def _settle_choices(self, record: AskRecord) -> None:
        """Choose what is asked at first, and something else for what is there no more."""
        raise NotImplementedError

    def _words(self, record: AskRecord) -> Mapping[str, str]:
        """Return what each part of the sentence says."""
        raise NotImplementedError

    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        """Return the menu of one chip."""
        raise NotImplementedError

    def _choose(self, slot: str, value: object) -> None:
        """Take what was picked."""
        raise NotImplementedError

    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        """Return what is asked, or why it cannot be."""
        raise NotImplementedError

    # Helpers of the kinds.

    def _picker(self, slot: str) -> "_Picker":
        return _Picker(self, slot)

    def _own_dates(self, slot: str) -> "_OwnDates":
        return _OwnDates(self, slot)

    def take(self, slot: str, value: object) -> None:
        """Take what was picked for one chip, and ask."""
        self._choose(slot, value)
        self._is_asked = self._is_told = True
        self._say()
        self._put()

    def ask_dates(self, slot: str) -> None:
        """Ask for own dates for one chip."""
        record = self._record
        if record is None:
            return
        dialog = PeriodDialog(NOW.period(record.today), self.theme, self)
        dialog.setProperty("slot", slot)
        dialog.chosen.connect(self._on_dates)
        dialog.open()

    # Inside.

    def _say(self) -> None:
        if self._record is None:
            return
        self._whole = self._sentence.say(**self._words(self._record))
        for slot, chip in self._chips.items():
            chip.setAccessibleName(f"{self._roles[slot]}: {self._whole}")
        self._ask.setAccessibleName(f"{self.tr('Ask this')}: {self._whole}")

    def _put(self) -> None:
        if self._record is None:
            return
        questions = self._questions(self._record)
        if isinstance(questions, str):
            self.show_nothing(questions)
            self.tell(questions)
            self.asks.emit(self.name, ())
            return
        self.show_nothing(self.tr("Looking through your record …"))
        self.is_waiting = True
        self.asks.emit(self.name, questions)

    def _show_answer(self, headline: str, detail: str) -> None:
        for label, words in ((self._headline, headline), (self._detail, detail)):
            label.setText(words)
            label.setVisible(bool(words))
        self._ask.setVisible(self._waits and not self._is_asked)
        self._further.setVisible(False)

    @Slot()
    def _on_menu_wanted(self) -> None:
        if self._record is None:
            return
        for slot, chip in self._chips.items():
            if chip is self.sender():
                chip.show_menu(self._menu(slot, chip, self._record))
                return

    @Slot()
    def _on_ask(self) -> None:
        self._is_asked = self._is_told = True
        next(iter(self._chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self._put()

    @Slot(object)
    def _on_dates(self, period: Period) -> None:
        dialog = self.sender()
        if isinstance(dialog, QWidget):
            stretch = Stretch(kind=StretchKind.OWN, first=period.first, last=period.last)
            self.take(str(dialog.property("slot")), stretch)


class _Picker:
    """Tells a card what was picked for one of its chips."""

    def __init__(self, card: AskCard, slot: str) -> None:
        self._card = card
        self._slot = slot

    def __call__(self, value: object, *_checked: bool) -> None:
        self._card.take(self._slot, value)


class _OwnDates:
    """Tells a card that own dates are wanted for one of its chips."""

    def __init__(self, card: AskCard, slot: str) -> None:
        self._card = card
        self._slot = slot

    def __call__(self, *_checked: bool) -> None:
        self._card.ask_dates(self._slot)
