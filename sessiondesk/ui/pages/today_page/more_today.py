"""The questions that can wait: one quiet line until they are asked for, and it remembers that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.pages.today_page.interference import InterferenceField
from sessiondesk.ui.pages.today_page.tried_field import TriedField
from sessiondesk.ui.pattern_chips import PatternChips
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.chips import ChipGroup, OpeningChip
from sessiondesk.ui.widgets.labels import Hairline, Label

_BETWEEN: Final = " · "
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Which of the questions are asked, as chosen in Settings.

    Attributes:
        body: What was noticed in the body.
        patterns: Which patterns were seen.
        interference: What it kept the person from.
        tried: Whether something from therapy was tried.
    """

    body: bool
    patterns: bool
    interference: bool
    tried: bool

    @property
    def anything(self) -> bool:
        """Whether there is any question at all."""
        return self.body or self.patterns or self.interference or self.tried


class MoreToday(QWidget):
    """Body, patterns, what it kept from, and what was tried. Closed it says what was answered.

    Signals:
        given: Some fields of the check-in have another value now (names to values).
        log_wanted: The person wants to log a practice.
        turned: It was opened (True) or closed by the person.
    """

    given = Signal(object)
    log_wanted = Signal()
    turned = Signal(bool)

    def __init__(
        self, journal: Journal, theme: Theme, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._checkin: CheckIn | None = None
        self._asks = Asks(body=True, patterns=True, interference=True, tried=True)
        self._parts: _Parts | None = None
        self._is_open = False
        self._turn = OpeningChip(self.tr("More about today"), theme, opens=True)
        self._said = Label("", theme, Role.CAPTION, max_lines=2)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self._turn)
        head.addWidget(self._said, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        self._column.addWidget(Hairline(theme))
        self._column.addLayout(head)
        self._turn.clicked.connect(self._on_turn)
        self._say()

    @property
    def is_open(self) -> bool:
        """Whether the questions are shown."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the questions or put them away; nothing is told."""
        if is_open is self._is_open:
            return
        self._is_open = is_open
        if is_open and self._parts is None:
            self._make_parts()
        if self._parts is not None:
            self._parts.setVisible(is_open)
        self._show()

    def show_checkin(self, checkin: CheckIn, asks: Asks) -> None:
        """Show what was answered, without telling anybody."""
        self._checkin = checkin
        self._asks = asks
        self.setVisible(asks.anything)
        self._show()

    def _show(self) -> None:
        if self._checkin is not None and self._parts is not None and self._is_open:
            has_practices = bool(self._journal.practices.going_on())
            self._parts.show_checkin(self._checkin, self._asks, has_practices=has_practices)
        self._say()

    def _make_parts(self) -> None:
        parts = _Parts(self._journal, self._theme, self._prompts)
        parts.given.connect(self.given)
        parts.log_wanted.connect(self.log_wanted)
        self._column.addWidget(parts)
        self._parts = parts

    def _say(self) -> None:
        said = "" if self._is_open else _BETWEEN.join(self._answers())
        self._said.setText(said)
        self._turn.set_open(self._is_open)
        if said:
            self._turn.setAccessibleDescription(said)

    def _answers(self) -> Iterator[str]:
        """Say in short what was answered, so that nothing is out of sight unsaid."""
        checkin, prompts = self._checkin, self._prompts
        if checkin is None:
            return
        yield from (each.text for each in prompts.body if each.id in checkin.body)
        for pattern_id in checkin.patterns:
            pattern = self._journal.patterns.find(pattern_id)
            if pattern is not None:
                yield _in_short(pattern.name)
        for choice in prompts.interference.choices:
            if checkin.interference is not None and choice.id == checkin.interference.value:
                areas = [
                    area.text
                    for area in prompts.interference.areas
                    if area.id in checkin.interference_areas
                ]
                yield ": ".join(part for part in (choice.text, ", ".join(areas)) if part)
        for answer in prompts.practice.choices:
            if checkin.tried is not None and answer.id == checkin.tried.value:
                yield self.tr("Tried something: {answer}").format(answer=answer.text)

    def _on_turn(self) -> None:
        self.set_open(not self._is_open)
        self.turned.emit(self._is_open)


class _Parts(QWidget):
    """The questions themselves, made when they are shown for the first time."""

    given = Signal(object)
    log_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, prompts: Prompts) -> None:
        super().__init__()
        self._body = ChipGroup(
            prompts.body_question,
            [(each.id, each.text) for each in prompts.body],
            theme,
            height=30,
        )
        self._patterns = PatternChips(journal, theme, prompts)
        self._interference = InterferenceField(prompts.interference, theme)
        self._tried = TriedField(prompts.practice, theme)
        self._body_part = _under(prompts.body_question, self._body, theme)
        self._patterns_part = _under(self.tr("Patterns seen today"), self._patterns, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        for part in (self._body_part, self._patterns_part, self._interference, self._tried):
            column.addWidget(part)
        self._body.toggled.connect(self._on_body)
        self._patterns.changed.connect(self._on_patterns)
        self._interference.given.connect(self._on_interference)
        self._tried.given.connect(self._on_tried)
        self._tried.log_wanted.connect(self.log_wanted)

    def show_checkin(self, checkin: CheckIn, asks: Asks, *, has_practices: bool) -> None:
        """Show what was answered, without telling anybody."""
        self._body.value = checkin.body
        self._patterns.chosen = checkin.patterns
        self._interference.show_answer(checkin.interference, checkin.interference_areas)
        self._tried.show_answer(checkin.tried, has_practices=has_practices)
        self._body_part.setVisible(asks.body)
        self._patterns_part.setVisible(asks.patterns)
        self._interference.setVisible(asks.interference)
        self._tried.setVisible(asks.tried)

    def _on_body(self) -> None:
        self.given.emit({"body": self._body.value})

    def _on_patterns(self) -> None:
        self.given.emit({"patterns": self._patterns.chosen})

    def _on_interference(self, answer: object, areas: object) -> None:
        self.given.emit({"interference": answer, "interference_areas": areas})

    def _on_tried(self, answer: object) -> None:
        self.given.emit({"tried": answer})


def _under(question: str, field: QWidget, theme: Theme) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(8))
    column.addWidget(Label(question, theme, Role.GROUP))
    column.addWidget(field)
    return part


def _in_short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME].rstrip()}…"
