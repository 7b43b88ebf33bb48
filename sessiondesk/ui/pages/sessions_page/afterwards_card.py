"""Afterwards: what a person notes after a session for themselves alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import FeelingWordId, TherapySessionId
from sessiondesk.domain.prompt_parts import Choice
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.pages.sessions_page.session_words import NotedWords, SessionWords
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.scale import Placed, Scale

_MOOD: Final = "mood"
_FIRST_FAMILIES: Final = ("afraid", "sad", "angry", "calm", "glad")


class AfterwardsCard(Card):
    """The private part of a session. Nothing is required, and each answer is kept as given.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
    """

    failed = Signal(object, object)

    def __init__(
        self, journal: Journal, prompts: Prompts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("Afterwards"), self.tr("private, for you"))
        self._journal = journal
        self._theme = theme
        self._asked = prompts.after_session
        self._session: TherapySession | None = None
        self._noted_words: list[NotedWords] = []
        self._session_words: list[SessionWords] = []
        self._scales: dict[FitItem, Scale] = {}
        self._has_something = False
        self._add_fit()
        self._add_coming_and_going(prompts)
        self._add_what_was_said()
        self._add_how_it_went(prompts.warning_signs.answer_outside_help)
        self._add_day_after(prompts)
        self._add_free_words()

    @property
    def words(self) -> Sequence[NotedWords | SessionWords]:
        """What ties the editors to what is kept."""
        return [*self._noted_words, *self._session_words]

    @property
    def has_something(self) -> bool:
        """Whether anything is noted after the session that is shown."""
        return self._has_something

    def show_session(self, session: TherapySession) -> None:
        """Show what is noted after ``session``; words being typed into this very one stay.

        Raises:
            StoreError: It could not be read.
        """
        self._session = session
        for own in self._session_words:
            own.show_session(session)
        self.show_again()

    def show_again(self) -> None:
        """Read again what is noted.

        Raises:
            StoreError: It could not be read.
        """
        if self._session is None:
            return
        noted = self._journal.afterwards.of(self._session.id)
        self._has_something = not noted.is_empty
        for item, scale in self._scales.items():
            scale.value = noted.fit.get(item)
        self._arriving.value = noted.arriving
        self._leaving.value = noted.leaving
        self._show_feelings(noted)
        self._held_back.value = noted.held_back
        self._why.value = noted.held_back_why
        has_more = noted.held_back not in {None, HeldBack.NO}
        has_more |= bool(noted.held_back_what or noted.held_back_why)
        self._more_on_held_back.setVisible(has_more)
        self._same_ground.value = noted.same_ground
        self._about.value = noted.about_the_time
        self._crossed.setVisible(AboutTheTime.CROSSED_A_LINE in noted.about_the_time)
        self._next_day.value = noted.next_day
        self._day_after.value = noted.day_after
        # Leaving and the day after are two things: the second cannot be told on the first.
        is_due = self._session.day < self._journal.today()
        is_due |= noted.next_day is not None or noted.day_after is not None
        self._the_day_after.setVisible(is_due)
        self._not_yet.setVisible(not is_due)
        for own in self._noted_words:
            own.show_noted(noted)

    # Laying out.

    def _add_fit(self) -> None:
        self.body.addWidget(labels.caption(self._asked.fit_intro, self._theme))
        for choice in self._asked.fit_items:
            scale = self._scale(
                choice.text, self.tr("not at all"), self.tr("fully"), shows_ends=False
            )
            scale.picked.connect(self._on_fit)
            self.body.addWidget(scale)
            self._scales[FitItem(choice.id)] = scale

    def _add_coming_and_going(self, prompts: Prompts) -> None:
        low, high = _ends_of_mood(prompts)
        self._part()
        self._arriving = self._scale(self._asked.arriving_question, low, high)
        self._arriving.picked.connect(self._on_arriving)
        self.body.addWidget(self._arriving)
        self._leaving = self._scale(self._asked.leaving_question, low, high)
        self._leaving.picked.connect(self._on_leaving)
        self.body.addWidget(self._leaving)
        self._feelings = Feelings(
            prompts.feelings, self._theme, first=_FIRST_FAMILIES, adds_words=True
        )
        self._feelings.picked.connect(self._on_feelings)
        self._feelings.word_added.connect(self._on_word_added)
        self.body.addWidget(self._feelings)

    def _add_what_was_said(self) -> None:
        self._part()
        self._held_back = self._choice(self._asked.held_back_question, self._asked.held_back)
        self._held_back.picked.connect(self._on_held_back)
        self._more_on_held_back = Group(self._theme)
        what = self._words(self._asked.held_back_what)
        self._noted_words.append(NotedWords("held_back_what", what, self._journal, self))
        self._more_on_held_back.add(what)
        why = self.tr("What kept it back?")
        self._why = ChipGroup(why, _pairs(self._asked.held_back_why), self._theme)
        self._why.toggled.connect(self._on_why)
        self._more_on_held_back.add(Label(why, self._theme, Role.LABEL))
        self._more_on_held_back.add(self._why)
        self.body.addWidget(self._more_on_held_back)
        said = self._words(self._asked.first_said_question)
        self._session_words.append(SessionWords("first_said", said, self._journal, self))
        self.body.addWidget(said)

    def _add_how_it_went(self, answer: str) -> None:
        self._part()
        self._same_ground = self._choice(self._asked.same_ground_question, self._asked.same_ground)
        self._same_ground.picked.connect(self._on_same_ground)
        question = self._asked.about_the_time_question
        self._about = ChipGroup(question, _pairs(self._asked.about_the_time), self._theme)
        self._about.toggled.connect(self._on_about)
        self.body.addWidget(Label(question, self._theme, Role.LABEL))
        self.body.addWidget(self._about)
        # No question of fit: in a notice of its own, and nothing about raising it.
        self._crossed = Notice(
            Kind.INFO,
            self.tr("Something crossed a line"),
            answer,
            self._theme,
            icon="life-buoy",
        )
        self._crossed.add_action(self.tr("Write down what happened")).clicked.connect(
            self._on_write_down
        )
        self._crossed.hide()
        self.body.addWidget(self._crossed)

    def _add_day_after(self, prompts: Prompts) -> None:
        low, high = _ends_of_mood(prompts)
        self._part()
        self._not_yet = labels.caption(
            self.tr("The day after is asked about tomorrow, here and on Today."), self._theme
        )
        self.body.addWidget(self._not_yet)
        self._the_day_after = Group(self._theme)
        self._next_day = self._scale(self._asked.next_day_question, low, high)
        self._next_day.picked.connect(self._on_next_day)
        name = self.tr("The day after")
        self._day_after = ChoiceChips(name, _pairs(self._asked.day_after), self._theme)
        self._day_after.picked.connect(self._on_day_after)
        self._the_day_after.add(self._next_day)
        self._the_day_after.add(self._day_after)
        self.body.addWidget(self._the_day_after)

    def _add_free_words(self) -> None:
        self._part()
        self._free = self._words(self.tr("Anything else, for you alone"), lines=(2, 12))
        self._noted_words.append(NotedWords("words", self._free, self._journal, self))
        self.body.addWidget(self._free)

    def _part(self) -> None:
        self.body.addSpacing(self._theme.px(4))
        self.body.addWidget(Hairline(self._theme))
        self.body.addSpacing(self._theme.px(4))

    def _scale(self, name: str, low: str, high: str, *, shows_ends: bool = True) -> Scale:
        return Scale(name, low, high, self._theme, placed=Placed.ABOVE, shows_ends=shows_ends)

    def _choice(self, question: str, choices: Sequence[Choice]) -> ChoiceChips:
        self.body.addWidget(Label(question, self._theme, Role.LABEL))
        chips = ChoiceChips(question, _pairs(choices), self._theme)
        self.body.addWidget(chips)
        return chips

    def _words(self, question: str, *, lines: tuple[int, int] = (1, 8)) -> OwnWords:
        return OwnWords(question, self._theme, lines=lines, hides_label=False)

    def _show_feelings(self, noted: Afterwards) -> None:
        own = list(self._journal.feelings.all())
        known = {each.id for each in own}
        for each in noted.leaving_feelings:
            # A word in the bin is still what was felt then.
            gone = self._journal.feelings.find(FeelingWordId(each.word)) if each.word else None
            if gone is not None and gone.id not in known:
                own.append(gone)
        self._feelings.set_own_words(own)
        pairs = frozenset((each.family, each.word) for each in noted.leaving_feelings)
        if pairs != self._feelings.value:
            # Setting it closes the strip of finer words, under the person's hand.
            self._feelings.value = pairs

    # What the person answers.

    def _change(self, change: Callable[[Afterwards], Afterwards]) -> None:
        if self._session is not None:
            self._try(partial(self._record, self._session.id, change))

    def _record(
        self, session_id: TherapySessionId, change: Callable[[Afterwards], Afterwards]
    ) -> None:
        now = self._journal.afterwards.of(session_id)
        self._journal.afterwards.record(change(now))

    def _try(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            # The answer stays where it was given, and can be tried again from the page.
            self.failed.emit(error, keeps)

    def _on_fit(self) -> None:
        values = {item: each.value for item, each in self._scales.items()}
        fit = {item: value for item, value in values.items() if value is not None}
        self._change(partial(replace, fit=fit))

    def _on_arriving(self, value: int | None) -> None:
        self._change(partial(replace, arriving=value))

    def _on_leaving(self, value: int | None) -> None:
        self._change(partial(replace, leaving=value))

    def _on_feelings(self) -> None:
        found = frozenset(
            Feeling(family=family, word=word) for family, word in self._feelings.value
        )
        self._change(partial(replace, leaving_feelings=found))

    def _on_word_added(self, family: str, text: str) -> None:
        try:
            word = self._journal.feelings.named(family, text)
        except StoreError as error:
            self.failed.emit(error, partial(self._on_word_added, family, text))
        else:
            self._feelings.take_word(word)

    def _on_held_back(self, value: str | None) -> None:
        self._change(partial(replace, held_back=None if value is None else HeldBack(value)))

    def _on_why(self) -> None:
        why = frozenset(HeldBackWhy(id_) for id_ in self._why.value)
        self._change(partial(replace, held_back_why=why))

    def _on_same_ground(self, value: str | None) -> None:
        self._change(partial(replace, same_ground=None if value is None else SameGround(value)))

    def _on_about(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        about = frozenset(AboutTheTime(each) for each in self._about.value)
        if on:
            is_none = id_ == AboutTheTime.NONE
            about = frozenset({AboutTheTime.NONE}) if is_none else about - {AboutTheTime.NONE}
        self._about.value = about
        crossed = AboutTheTime.CROSSED_A_LINE in about
        is_news = crossed and self._crossed.isHidden()
        # At once, whether or not the answer can be kept.
        self._crossed.setVisible(crossed)
        if is_news:
            self._crossed.announce()
            reveal(self._crossed)
        self._change(partial(replace, about_the_time=about))

    def _on_write_down(self) -> None:
        self._free.setFocus()

    def _on_next_day(self, value: int | None) -> None:
        self._change(partial(replace, next_day=value))

    def _on_day_after(self, value: str | None) -> None:
        self._change(partial(replace, day_after=None if value is None else DayAfter(value)))


class Group(QWidget):
    """A column of things that come and go together."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self._column.addWidget(widget)


def _pairs(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(each.id, each.text) for each in choices]


def _ends_of_mood(prompts: Prompts) -> tuple[str, str]:
    mood = next(each for each in prompts.scales if each.id == _MOOD)
    return mood.low_short, mood.high_short
