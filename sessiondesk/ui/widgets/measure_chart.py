"""The chart of a questionnaire: its whole range with its published words, and the results."""

from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.measure_geometry import Geometry
from sessiondesk.ui.widgets.measure_model import MeasureHistory
from sessiondesk.ui.widgets.measure_painting import BEYOND, TICK, MeasurePainting, labelled
from sessiondesk.ui.widgets.reading_chart import ReadingChart
from sessiondesk.ui.wording_measures import figure

_HEIGHT: Final = 400
_HEIGHT_COMPACT: Final = 300
_LEAST: Final = 300
_LEAST_COMPACT: Final = 220


class MeasureChart(ReadingChart):
    """Draws the results of one questionnaire; its steps are the results."""

    def __init__(
        self, theme: Theme, *, is_compact: bool = False, parent: QWidget | None = None
    ) -> None:
        """Make an empty chart.

        Args:
            theme: The look in force.
            is_compact: For a card: lower, without the sessions and the life events.
            parent: The owner.
        """
        super().__init__(theme, parent=parent)
        self._is_compact = is_compact
        self._history: MeasureHistory | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_history(self, history: MeasureHistory) -> None:
        """Show something else; the cursor stays on its result, if that is still there."""
        key = None
        if self._history is not None and self._cursor is not None:
            key = self._history.points[self._cursor].key
        self._history = history
        keys = [point.key for point in history.points]
        self._show_steps(history.says, keys.index(key) if key in keys else None)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(320), px(_HEIGHT_COMPACT if self._is_compact else _HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(240), px(_LEAST_COMPACT if self._is_compact else _LEAST))

    # Its steps, and where they are.

    @override
    def _count(self) -> int:
        return 0 if self._history is None else len(self._history.points)

    @override
    def _line(self, place: int) -> str:
        return "" if self._history is None else self._history.tell(self._history.points[place])

    @override
    def _step_at(self, point: QPointF) -> int | None:
        return None if self._history is None else self._layout(self._history).nearest(point.x())

    def _small(self) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))

    def _layout(self, history: MeasureHistory) -> Geometry:
        px = self._theme.px
        metrics = self._small()
        figures = max(metrics.horizontalAdvance(figure(each)) for each in labelled(history))
        is_large = not self._is_compact
        top = px(22) if is_large and history.events else px(9)
        foot = px(26) + (px(TICK + 3) if is_large and history.sessions else 0)
        words = max((metrics.horizontalAdvance(each.label) for each in history.bands), default=0)
        latest = px(40)
        return Geometry(
            history,
            self._room(before=figures + px(10), after=px(6), above=top, below=foot),
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
            read=self.place_read,
            is_compact=self._is_compact,
            is_mirrored=self._is_mirrored,
        ).paint()
        painter.end()
