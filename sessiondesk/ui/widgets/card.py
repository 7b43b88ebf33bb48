"""Cards: what a page is made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label

RADIUS = 10


class Card(QFrame):
    """A card with an optional title line; put things into ``body``.

    Attributes:
        body: The column below the title line.
    """

    def __init__(
        self,
        theme: Theme,
        title: str = "",
        caption: str = "",
        *,
        title_role: Role = Role.CARD_TITLE,
        is_empty: bool = False,
        is_sunken: bool = False,
        padding: tuple[int, int] = (22, 16),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_empty = is_empty
        self._is_sunken = is_sunken
        self._padding = padding
        self._title = Label(title, theme, title_role)
        self._caption = Label(caption, theme, Role.CAPTION, wraps=False)
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_words.addWidget(self._title, 1)
        # Aligned, for the shorter of the two would limit the longer one where it is below.
        beside = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        self._head_words.addWidget(self._caption, 0, beside)
        self._head_row.addLayout(self._head_words, 1)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addLayout(self.body, 1)
        self._head.setVisible(bool(title or caption))
        self._caption.setVisible(bool(caption))
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def title(self) -> str:
        """What stands in the title line."""
        return self._title.text()

    def set_title(self, title: str, caption: str | None = None) -> None:
        """Say something else in the title line; None leaves the caption as it is."""
        self._title.setText(title)
        if caption is not None:
            self._caption.setText(caption)
            self._caption.setVisible(bool(caption))
        self._head.setVisible(bool(title or self._caption.text()))
        self._fit_head()

    def set_caption(self, caption: str) -> None:
        """Say something else at the right of the title line."""
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self._head.setVisible(bool(self._title.text() or caption))
        self._fit_head()

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or the like at the right end of the title line."""
        self._head_row.addWidget(widget)
        self._head.show()
        self._fit_head()

    def set_empty(self, is_empty: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Draw the card dashed and without a ground, or filled."""
        self._is_empty = is_empty
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        radius = self._theme.px(RADIUS)
        whole = QRectF(self.rect())
        if self._is_sunken:
            painting.box(painter, whole, radius, fill=colour("sunken"))
        elif self._is_empty:
            painting.box(painter, whole, radius, edge=colour("edge"), dashed=True)
        else:
            painting.box(painter, whole, radius, fill=colour("card"), edge=colour("line"))
        painter.end()

    def _fit(self) -> None:
        px = self._theme.px
        across, down = px(self._padding[0]), px(self._padding[1])
        self._column.setContentsMargins(across, down, across, down)
        self._column.setSpacing(px(8))
        self.body.setSpacing(px(8))
        self._head_row.setSpacing(px(12))
        self._fit_head()
        self.update()

    def _fit_head(self) -> None:
        """Let the caption go below a title that would have to wrap to make room for it."""
        px = self._theme.px
        room = self.width() - 2 * px(self._padding[0])
        for place in range(1, self._head_row.count()):
            item = self._head_row.itemAt(place)
            room -= px(12) + (item.sizeHint().width() if item is not None else 0)
        words = [label.sizeHint().width() for label in (self._title, self._caption)]
        fits = not self._caption.text() or sum(words) + px(12) <= room
        direction = QBoxLayout.Direction
        self._head_words.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self._head_words.setSpacing(px(12 if fits else 2))
        self._head_words.update()


class Panel(QWidget):
    """A plain ground of one colour, such as the stage of a preview."""

    def __init__(self, theme: Theme, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), self._theme.colour(self._colour))
        painter.end()
