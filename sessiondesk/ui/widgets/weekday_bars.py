"""The seven weekdays, each against the mean of its weeks, as bars."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.insights.claims import Weekdays
from sessiondesk.ui import wording_sessions, wording_small_charts
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.stepped_chart import SteppedChart, reach_for

_HEIGHT: Final = 200
_BELOW: Final = 44
_SHARE: Final = 0.5
_WIDEST: Final = 34
_LEAST: Final = 2.0


class WeekdayBars(SteppedChart):
    """Draws a bar for each weekday, up or down, in the order of the calendars here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, height=_HEIGHT, below=_BELOW, parent=parent)
        self._claim: Weekdays | None = None
        self._order = wording_sessions.week()

    def show_weekdays(self, claim: Weekdays, name: str, inside: str) -> None:
        """Show the weekdays.

        Args:
            claim: The weekdays.
            name: What was rated, where it stands alone: "Mood".
            inside: The same inside a sentence: "mood".
        """
        self._claim = claim
        self._order = wording_sessions.week()
        self.show_steps(
            wording_small_charts.weekdays(claim, name),
            [wording_small_charts.weekday(claim, inside, each) for each in self._order],
            reach=reach_for([each for each in claim.means if each is not None]),
        )

    @override
    def level_words(self, value: float) -> str:
        return wording_small_charts.level(value)

    @override
    def paint(self, painter: QPainter, plot: QRectF) -> None:
        claim = self._claim
        if claim is None:
            return
        theme = self._theme
        nothing = self.level_at(plot, 0)
        for place, day in enumerate(self._order):
            mean = claim.means[day]
            if mean is None:
                continue
            slot = self.slot(plot, place)
            wide = min(slot.width() * _SHARE, theme.px(_WIDEST))
            high = max(_LEAST, abs(self.level_at(plot, mean) - nothing))
            top = nothing - high if mean >= 0 else nothing
            bar = QRectF(slot.center().x() - wide / 2, top, wide, high)
            painting.box(painter, bar, min(3.0, high / 2), fill=theme.colour("mood"))
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawLine(QPointF(plot.left(), nothing), QPointF(plot.right(), nothing))
        painter.setFont(theme.font(Role.ANCHOR, figures=True))
        for place, day in enumerate(self._order):
            slot = self.slot(plot, place)
            painter.setPen(theme.colour("ink2"))
            name = wording_sessions.weekday_name(day, is_short=True)
            self.paint_words(painter, slot, 0, name)
            painter.setPen(theme.colour("ink3"))
            self.paint_words(painter, slot, 1, str(claim.days[day]))
