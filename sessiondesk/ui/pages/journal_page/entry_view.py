"""One entry in full, for reading."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.pages.journal_page.reading import Block, Reading
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, entry_markdown, labels
from sessiondesk.ui.widgets.entry_chip import ReadOnlyChip
from sessiondesk.ui.widgets.entry_text import MarkedText, Span
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_WIDEST: Final = 640
# Some pages of a book; a note of a megabyte would take seconds to lay out.
_AT_ONCE: Final = 12_000

Mark = Callable[[str], Sequence[Span]]


class EntryView(QWidget):
    """Ratings, feelings and words of one entry."""

    def __init__(
        self, reading: Reading, mark: Mark, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Show an entry.

        Args:
            reading: What it says.
            mark: Returns the places in some words that were searched for.
            theme: The look in force.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(14))
        if reading.figures:
            self._column.addWidget(_figures(reading, theme))
        has_words = bool(reading.blocks or reading.chips or reading.answers)
        if reading.figures and has_words:
            self._column.addWidget(labels.Hairline(theme))
        if reading.chips:
            name = QCoreApplication.translate("EntryView", "Feelings and body")
            self._column.addWidget(_chips(name, reading.chips, theme))
        for block in reading.blocks:
            self._column.addWidget(_BlockView(block, mark, theme))
        if reading.patterns:
            self._column.addWidget(_named_chips(self.tr("Patterns"), reading.patterns, theme))
        for question, answer in reading.answers:
            self._column.addWidget(_Answer(question, answer, theme))
        if not has_words and not reading.figures and not reading.tags and not reading.patterns:
            self._column.addWidget(labels.quiet(self.tr("No words, and no ratings."), theme))
        self.setMaximumWidth(px(_WIDEST))


class _BlockView(QWidget):
    """Some words with an icon and a name at their side, the beginning of very long ones."""

    def __init__(self, block: Block, mark: Mark, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = mark
        self._rest = block.text
        self._is_markdown = block.is_markdown
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(14))
        if block.icon:
            icon = IconMark(block.icon, theme, size=18)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(px(2))
        if block.title:
            self._words.addWidget(Label(block.title, theme, Role.GROUP))
        self._more = buttons.quiet(self.tr("Show more of it"), theme, icon="chevron-down")
        self._words.addWidget(self._more, 0, buttons.AT_START)
        row.addLayout(self._words, 1)
        self._more.clicked.connect(self._show_more)
        self._show_more()

    def _show_more(self) -> None:
        shown, self._rest = _first_part(self._rest)
        shown, styles = entry_markdown.shown(shown) if self._is_markdown else (shown, ())
        words = MarkedText(
            shown, self._theme, Role.OWN_WORDS, spans=self._mark(shown), styles=styles
        )
        self._words.insertWidget(self._words.count() - 1, words)
        words.show()
        self._more.setVisible(bool(self._rest))


class _Answer(QWidget):
    """A question of the program, and the answer that was picked."""

    def __init__(self, question: str, answer: str, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(question, theme, Role.CAPTION))
        column.addWidget(labels.body(answer, theme))


def _figures(reading: Reading, theme: Theme) -> QWidget:
    flow = Flow(spacing=theme.px(32))
    for value, name, colour in reading.figures:
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(value, theme, Role.FIGURE, colour=colour, wraps=False))
        column.addWidget(Label(name, theme, Role.CAPTION, colour="ink2", wraps=False))
        flow.add(one)
    return flow


def _chips(name: str, texts: Sequence[str], theme: Theme) -> QWidget:
    flow = Flow(spacing=theme.px(8))
    flow.setAccessibleName(name)
    for text in texts:
        flow.add(ReadOnlyChip(text, theme))
    return flow


def _named_chips(name: str, texts: Sequence[str], theme: Theme) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    label = Label(name, theme, Role.GROUP, wraps=False)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_chips(name, texts, theme), 1)
    return line


def _first_part(text: str) -> tuple[str, str]:
    """Cut very long words where a line or a word ends."""
    if len(text) <= _AT_ONCE:
        return text, ""
    cut = max(text.rfind("\n", 0, _AT_ONCE), text.rfind(" ", _AT_ONCE // 2, _AT_ONCE))
    cut = cut + 1 if cut > 0 else _AT_ONCE
    return text[:cut].rstrip("\n"), text[cut:]
