"""Text on screen: one label class, and a constructor for each role.

Always plain text: a label never reads markup, whoever wrote it.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.text_block import TextBlock

_HINT_WIDTH = 560


class Label(QLabel):
    """Plain text in one role, wrapped with the design's line height.

    A screen reader reads the text. As a buddy it names a field: ``label.setBuddy(field)``.
    Its height follows its width by itself, however deep it is nested.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        role: Role,
        *,
        colour: str = "",
        weight: int | None = None,
        wraps: bool = True,
        max_lines: int | None = None,
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        alignment = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        self._theme = theme
        self._wraps = wraps
        self._width: int | None = None
        self._block = TextBlock(
            theme,
            role,
            colour=colour,
            weight=weight,
            max_lines=max_lines if wraps else 1,
            alignment=alignment,
        )
        self.setTextFormat(Qt.TextFormat.PlainText)
        across = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme.changed.connect(self._on_theme_changed)

    @property
    def colour(self) -> str:
        """Name of the text's colour."""
        return self._block.colour

    def set_colour(self, colour: str) -> None:
        """Give the text another colour."""
        self._block.colour = colour
        self.update()

    def set_weight(self, weight: int | None) -> None:
        """Make the text heavier or lighter than its role."""
        self._block.weight = weight
        self._on_theme_changed()

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._block.text = text
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        natural = self._block.natural_width()
        wished = min(natural, self._theme.px(_HINT_WIDTH)) if self._wraps else natural
        return QSize(wished, self._height_in(self._width or wished))

    @override
    def minimumSizeHint(self) -> QSize:
        least = self._block.longest_word() if self._wraps else self._theme.px(24)
        return QSize(min(least, self._theme.px(120)), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.sizeHint().height()
        self._width = self.width()
        if self._height_in(self._width) != before:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        enabled = "" if self.isEnabled() else "disabled"
        self._block.paint(painter, QRectF(self.rect()), colour=enabled)
        painter.end()

    def _height_in(self, width: int) -> int:
        return max(self._block.height(width), round(self._theme.line_height(self._block.role)))

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def title(text: str, theme: Theme) -> Label:
    """Return the title of a page."""
    return Label(text, theme, Role.TITLE)


def headline(text: str, theme: Theme) -> Label:
    """Return the headline of a card: a day, a session, a goal."""
    return Label(text, theme, Role.HEADLINE)


def figure(text: str, theme: Theme, *, colour: str = "") -> Label:
    """Return a big figure: a score, the number of a day."""
    return Label(text, theme, Role.FIGURE, colour=colour, wraps=False)


def readout(text: str, theme: Theme) -> Label:
    """Return a finding as a sentence."""
    return Label(text, theme, Role.READOUT)


def own_words(text: str, theme: Theme, *, max_lines: int | None = None) -> Label:
    """Return what the person wrote."""
    return Label(text, theme, Role.OWN_WORDS, max_lines=max_lines)


def own_line(text: str, theme: Theme, *, max_lines: int | None = None) -> Label:
    """Return what the person wrote, as a line of a list."""
    return Label(text, theme, Role.OWN_LINE, max_lines=max_lines)


def quote(text: str, theme: Theme) -> Label:
    """Return the person quoted, or a sentence to open a conversation with."""
    return Label(text, theme, Role.QUOTE)


def card_title(text: str, theme: Theme) -> Label:
    """Return the title of a card."""
    return Label(text, theme, Role.CARD_TITLE)


def body(text: str, theme: Theme) -> Label:
    """Return running text of the program."""
    return Label(text, theme, Role.BODY)


def quiet(text: str, theme: Theme) -> Label:
    """Return running text of the program that stands back: subtitles, explanations."""
    return Label(text, theme, Role.BODY_QUIET)


def label(text: str, theme: Theme) -> Label:
    """Return the name of a field or of a question."""
    return Label(text, theme, Role.LABEL)


def group(text: str, theme: Theme) -> Label:
    """Return the name of a group."""
    return Label(text, theme, Role.GROUP)


def caption(text: str, theme: Theme, *, wraps: bool = True) -> Label:
    """Return help or a caption."""
    return Label(text, theme, Role.CAPTION, wraps=wraps)


def small(text: str, theme: Theme) -> Label:
    """Return the smallest text there is."""
    return Label(text, theme, Role.SMALL, wraps=False)


class Hairline(QFrame):
    """A thin decorative line across a card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), self._theme.colour("line"))
        painter.end()
