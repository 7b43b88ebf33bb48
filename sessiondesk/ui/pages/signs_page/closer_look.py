"""Worth a closer look: ticks that mean nothing by themselves, and what can be done."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.ids import SignId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.record_prompts import WarningSign
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.journal import Journal
from sessiondesk.journal.signs import ASKED_EVERY
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_signs
from sessiondesk.ui.pages.signs_page.example import Example, SessionChoice
from sessiondesk.ui.pages.signs_page.openers import Openers
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.support_card import SupportCard
from sessiondesk.ui.widgets.tick import Tick
from sessiondesk.ui.wording import day_in_words

_MOST_DAYS = 20


class CloserLook(QWidget):
    """Takes ticks, counts how often and for how long, and says what can be done.

    What is no question of fit is answered first and apart, and there nothing is said about
    raising it. None of this reaches the prep sheet by itself.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        brings_up: A sentence to start with was chosen; carries a ``BringUpOffer``.
        help_wanted: The safety plan and the crisis lines should be shown.
    """

    failed = Signal(object, object)
    brings_up = Signal(object)
    help_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, prompts: Prompts) -> None:
        super().__init__()
        self._journal = journal
        self._theme = theme
        warning = prompts.warning_signs
        self._outside = self._make_outside(warning.answer_outside_help)
        self._talk = SupportCard(
            self.tr("What can be done"), warning.answer_talk, theme, icon="message-circle"
        )
        self._openers = Openers(prompts.openers, theme)
        self._openers.brings_up.connect(self.brings_up)
        self._rows = [_Row(item, journal, theme) for item in warning.items]
        for row in self._rows:
            row.ticked.connect(partial(self._on_ticked, row))
            row.removal_wanted.connect(self._on_removal)
            row.failed.connect(self.failed)
        talked = Card(theme)
        apart = Card(theme)
        for card, needs_help in ((talked, False), (apart, True)):
            card.body.setSpacing(theme.px(8))
            for row in self._rows:
                if row.needs_outside_help is needs_help:
                    card.body.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(labels.quiet(warning.how, theme))
        column.addWidget(self._outside)
        column.addWidget(talked)
        column.addWidget(apart)
        column.addWidget(self._talk)
        column.addWidget(self._openers)

    def show_ticks(self, choices: Sequence[SessionChoice]) -> None:
        """Read the ticks again.

        Raises:
            StoreError: They could not be read.
        """
        today = self._journal.today()
        by_item: dict[str, list[Sign]] = defaultdict(list)
        for sign in self._journal.signs.all(SignSide.WARNING):
            by_item[sign.item].append(sign)
        for row in self._rows:
            row.show_signs(by_item[row.item], today, choices)
        has_crossed = any(row.signs for row in self._rows if row.needs_outside_help)
        has_ticked = any(
            today - row.signs[-1].day < ASKED_EVERY
            for row in self._rows
            if row.signs and not row.needs_outside_help
        )
        is_news = has_crossed and self._outside.isHidden()
        self._outside.setVisible(has_crossed)
        # Beside a crossed line nobody is told to raise the rest: it can be asked for below.
        self._talk.setVisible(has_ticked and not has_crossed)
        if is_news and self.isVisible():
            self._outside.announce()

    def focus_first(self) -> None:
        """Put the focus on the first line."""
        self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: Something was not kept; it stays in its place.
        """
        for row in self._rows:
            row.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not kept, as drafts."""
        return [draft for row in self._rows for draft in row.unsaved()]

    def _make_outside(self, says: str) -> SupportCard:
        card = SupportCard(self.tr("Not a question of fit"), says, self._theme)
        help_ = buttons.second(
            self.tr("Safety plan and crisis lines"), self._theme, icon="life-buoy"
        )
        help_.clicked.connect(self.help_wanted)
        card.body.addWidget(help_, 0, buttons.AT_START)
        card.hide()
        return card

    # What the person does.

    def _on_ticked(self, row: "_Row", is_ticked: bool) -> None:  # noqa: FBT001 - the signal's
        try:
            self._keep(row, is_ticked)
        except StoreError as error:
            row.show_tick_again()
            self.failed.emit(error, partial(self._keep, row, is_ticked))

    def _keep(self, row: "_Row", is_ticked: bool) -> None:  # noqa: FBT001 - as above
        if not is_ticked:
            if row.today is not None:
                self._journal.signs.remove([row.today.id])
            return
        self._journal.signs.record(
            Sign(
                item=row.item,
                side=SignSide.WARNING,
                day=self._journal.today(),
                answer=SignAnswer.TICKED,
            )
        )

    def _on_removal(self, sign_id: SignId) -> None:
        try:
            self._journal.signs.remove([sign_id])
        except StoreError as error:
            self.failed.emit(error, partial(self._journal.signs.remove, [sign_id]))


class _Row(QWidget):
    """One line: its tick for today, how often it was ticked, and the days."""

    ticked = Signal(bool)
    removal_wanted = Signal(str)
    failed = Signal(object, object)

    def __init__(self, item: WarningSign, journal: Journal, theme: Theme) -> None:
        super().__init__()
        self.item = item.id
        self.needs_outside_help = item.needs_outside_help
        self.signs: Sequence[Sign] = ()
        self.today: Sign | None = None
        self._sentence = item.text
        self._journal = journal
        self._theme = theme
        self._example: Example | None = None
        self._tick = Tick(item.text, theme)
        self._tick.clicked.connect(self.ticked)
        self._days = Disclosure(
            self.tr("Show the days"),
            theme,
            hide=self.tr("Hide the days"),
            spoken=self.tr("The days: {sign}").format(sign=item.text),
        )
        self._list: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self._tick)
        self._column.addWidget(self._days)
        self._days.hide()
        self.setFocusProxy(self._tick)

    def show_signs(
        self, signs: Sequence[Sign], today: date, choices: Sequence[SessionChoice]
    ) -> None:
        """Show how often it was ticked, oldest first."""
        self.signs = signs
        self.today = next((each for each in signs if each.day == today), None)
        self.show_tick_again()
        self._tick.set_caption(wording_signs.ticked([each.day for each in signs]))
        if self.today is not None:
            if self._example is None:
                self._example = self._make_example()
            self._example.show_sign(self.today, choices)
        if self._example is not None:
            self._example.setVisible(self.today is not None)
        earlier = [each for each in signs if each is not self.today]
        self._days.setVisible(bool(earlier))
        self._show_days(earlier)

    def show_tick_again(self) -> None:
        """Show the tick that is on disk."""
        self._tick.setChecked(self.today is not None)

    def settle(self) -> None:
        """Keep what is being typed."""
        for example in self._examples():
            example.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not kept, as drafts."""
        return [draft for example in self._examples() for draft in example.unsaved()]

    def _examples(self) -> Iterator[Example]:
        if self._example is not None and self.today is not None:
            yield self._example

    def _make_example(self) -> Example:
        example = Example(self._sentence, self._journal, self._theme, can_be_brought_up=False)
        example.failed.connect(self.failed)
        self._column.insertWidget(1, example)
        return example

    def _show_days(self, signs: Sequence[Sign]) -> None:
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        shown = list(reversed(signs))[:_MOST_DAYS]
        for sign in shown:
            column.addWidget(self._day_line(sign))
        if len(signs) > len(shown):
            more = self.tr("and %n earlier", "", len(signs) - len(shown))
            column.addWidget(labels.caption(more, self._theme))
        self._days.body.addWidget(self._list)

    def _day_line(self, sign: Sign) -> QWidget:
        theme = self._theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(12), 0, 0, 0)
        row.setSpacing(theme.px(12))
        day = day_in_words(sign.day, "d MMMM yyyy")
        row.addWidget(labels.caption(day, theme, wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(labels.own_line(sign.example.strip(), theme, max_lines=12), 1)
        name = self.tr("Remove the tick of {day}: {sign}").format(day=day, sign=self._sentence)
        remove = buttons.icon_alone("x", name, theme)
        remove.set_height(28)
        remove.clicked.connect(partial(self.removal_wanted.emit, sign.id))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line
