"""The chart of a questionnaire: its whole range with its published words, and the results."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.measure_geometry import Geometry
from sessiondesk.ui.widgets.measure_model import MeasureHistory
from sessiondesk.ui.widgets.measure_painting import BEYOND, TICK, MeasurePainting, labelled
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.wording_measures import figure

_HEIGHT: Final = 400
_HEIGHT_COMPACT: Final = 300
_LEAST: Final = 300
_LEAST_COMPACT: Final = 220


class MeasureChart(QWidget):
    """Draws the results of one questionnaire.

    Left and Right go from result to result, Home and End to both ends, Esc lets go; the
    pointer reads the result that is nearest.

    Signals:
        read: The line that belongs to the result that is read; empty where there is none.
    """

    read = Signal(str)

    def __init__(
        self, theme: Theme, *, is_compact: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make an empty chart.

        Args:
            theme: The look in force.
            is_compact: For a card: lower, without the sessions and the life events.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_compact = is_compact
        self._history: MeasureHistory | None = None
        self._cursor: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty(painting.RING, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._on_theme_changed)

    def show_history(self, history: MeasureHistory) -> None:
        """Show something else; the cursor stays on its result, if that is still there."""
        key = None
        if self._history is not None and self._cursor is not None:
            key = self._history.points[self._cursor].key
        self._history = history
        keys = [point.key for point in history.points]
        self._cursor = keys.index(key) if key in keys else None
        self._hovered = None
        self.setAccessibleName(history.says)
        self._tell()

    @property
    def reading(self) -> str:
        """The line that belongs to the result that is read; empty where there is none."""
        place = self._cursor if self._hovered is None else self._hovered
        if self._history is None or place is None:
            return ""
        return self._history.tell(self._history.points[place])

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(320), px(_HEIGHT_COMPACT if self._is_compact else _HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(240), px(_LEAST_COMPACT if self._is_compact else _LEAST))

    # What the person does.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._history is None else len(self._history.points)
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        # The first key shows where one is: the latest result.
        here = count - 1 if self._cursor is None else self._cursor
        by = 0 if self._cursor is None else 1
        match event.key():
            case Qt.Key.Key_Left:
                self._go(max(0, here - by))
            case Qt.Key.Key_Right:
                self._go(min(count - 1, here + by))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(count - 1)
            case Qt.Key.Key_Escape if self._cursor is not None:
                self._go(None)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._history is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(self._layout(self._history).nearest(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._history is not None:
            self._hover(self._layout(self._history).nearest(event.position().x()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self._tell()

    def _go(self, place: int | None) -> None:
        self._cursor, self._hovered = place, None
        self._tell()
        announce(self, self.reading)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading)
        self.read.emit(self.reading)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Where things are.

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _small(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))

    def _layout(self, history: MeasureHistory) -> Geometry:
        px = self._theme.px
        metrics = self._small()
        figures = max(metrics.horizontalAdvance(figure(each)) for each in labelled(history))
        left, right = figures + px(10), float(px(6))
        if self._is_mirrored:
            left, right = right, left
        is_large = not self._is_compact
        top = px(22) if is_large and history.events else px(9)
        foot = px(26) + (px(TICK + 3) if is_large and history.sessions else 0)
        words = max((metrics.horizontalAdvance(each.label) for each in history.bands), default=0)
        latest = px(40)
        return Geometry(
            history,
            QRectF(self.rect()).adjusted(left, top, -right, -foot),
            before=px(16),
            after=max(latest, words + px(BEYOND + 22) if words else latest),
            is_mirrored=self._is_mirrored,
        )

    # Painting.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._history is None:
            return
        painter = painting.begin(self)
        MeasurePainting(
            painter,
            self._history,
            self._layout(self._history),
            self._theme,
            size=self.size(),
            read=self._cursor if self._hovered is None else self._hovered,
            is_compact=self._is_compact,
            is_mirrored=self._is_mirrored,
        ).paint()
        painter.end()
