"""How a strip of one therapy is painted."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.course_strip_model import (
    CIRCLES,
    GAP,
    LANE,
    SPANS,
    Look,
    StripGeometry,
    StripMark,
    StripPicture,
)
from sessiondesk.ui.wording import day_in_words

_ICON_FROM: Final = 13
_TICK: Final = 14
_DOT: Final = 4.0
_RING: Final = 7.5
_LABEL_APART: Final = 18
_MONTHS: Final = 12
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60)
_INSIDE: Final = {Look.HELD: "check", Look.CANCELLED: "minus", Look.MISSED: "x"}
_ICONS: Final = {Look.REVIEW: "scale", Look.GOAL: "target"}


class StripPainting:
    """Paints one strip, once."""

    def __init__(
        self,
        painter: QPainter,
        picture: StripPicture,
        layout: StripGeometry,
        theme: Theme,
        *,
        width: int,
        is_mirrored: bool,
    ) -> None:
        """Take what is to be painted.

        Args:
            painter: Draws on the strip.
            picture: What it shows.
            layout: Where things are.
            theme: The look in force.
            width: The width of the whole strip.
            is_mirrored: Whether time runs from right to left.
        """
        self._painter = painter
        self._picture = picture
        self._layout = layout
        self._plot = layout.plot
        self._theme = theme
        self._width = width
        self._is_mirrored = is_mirrored

    def paint(self, read: int | None) -> None:
        """Paint it; ``read`` is the place of the mark that is read."""
        self._paint_lanes()
        self._paint_time()
        if read is not None:
            self._paint_cursor(self._picture.marks[read])
        # Stretches first: what happened within them stands on top.
        for spans in (True, False):
            for place, mark in enumerate(self._picture.marks):
                if (mark.look in SPANS) is spans:
                    self._paint_mark(mark, is_read=place == read)

    def _paint_lanes(self) -> None:
        theme, high = self._theme, self._theme.px(LANE)
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        self._painter.setFont(theme.font(Role.ANCHOR))
        names = QRectF(0, 0, self._plot.left() - theme.px(GAP), high)
        if self._is_mirrored:
            left = self._plot.right() + theme.px(GAP)
            names = QRectF(left, 0, self._width - left, high)
        for place, name in enumerate(self._picture.lanes):
            top = self._plot.top() + place * high
            if name:
                self._painter.setPen(QPen(theme.colour("line"), 1))
                if place:
                    self._painter.drawLine(QPointF(0, top), QPointF(self._width, top))
                self._painter.setPen(theme.colour("ink2"))
                text = self._painter.fontMetrics().elidedText(
                    name, Qt.TextElideMode.ElideRight, int(names.width()) + 1
                )
                flags = side | Qt.AlignmentFlag.AlignVCenter
                self._painter.drawText(names.translated(0, top), flags, text)
        self._painter.setPen(QPen(theme.colour("edge"), 1))
        self._painter.drawLine(
            QPointF(self._plot.left(), self._plot.bottom()),
            QPointF(self._plot.right(), self._plot.bottom()),
        )

    def _paint_time(self) -> None:
        theme = self._theme
        font = theme.font(Role.ANCHOR, figures=True)
        self._painter.setFont(font)
        metrics = QFontMetricsF(font)
        taken = -1e9
        for day, label in self._months(metrics):
            x = self._layout.x(day)
            wide = metrics.horizontalAdvance(label)
            left = x + 4 if not self._is_mirrored else x - 4 - wide
            is_free = abs(left - taken) >= wide + 6 or taken < 0
            self._painter.setPen(QPen(theme.colour("edge"), 1))
            self._painter.drawLine(
                QPointF(x, self._plot.bottom()), QPointF(x, self._plot.bottom() + theme.px(5))
            )
            inside = left >= 0 and left + wide <= self._width
            if inside and is_free:
                self._painter.setPen(theme.colour("ink3"))
                place = QRectF(left, self._plot.bottom() + theme.px(4), wide + 2, theme.px(18))
                self._painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, label)
                taken = left

    def _months(self, metrics: QFontMetricsF) -> Sequence[tuple[date, str]]:
        """Return the days that are named below, as many as have room; at least the first."""
        months = (self._picture.last.year - self._picture.first.year) * _MONTHS
        months += self._picture.last.month - self._picture.first.month + 1
        room = metrics.horizontalAdvance("MMM 0000") + self._theme.px(_LABEL_APART)
        step = next(
            (each for each in _STEPS if months / each * room <= self._plot.width()), _STEPS[-1]
        )
        found = [(self._picture.first, day_in_words(self._picture.first, "MMM yyyy"))]
        year, month = self._picture.first.year, self._picture.first.month
        while True:
            month += 1
            if month > _MONTHS:
                year, month = year + 1, 1
            if (year, month) > (self._picture.last.year, self._picture.last.month):
                return found
            day = date(year, month, 1)
            if (month - 1) % min(step, _MONTHS) == 0 and (
                step <= _MONTHS or year % (step // _MONTHS) == 0
            ):
                pattern = "MMM yyyy" if month == 1 and step < _MONTHS else "MMM"
                found.append((day, day_in_words(day, "yyyy" if step >= _MONTHS else pattern)))

    def _paint_cursor(self, mark: StripMark) -> None:
        self._painter.setPen(QPen(self._theme.colour("ink2"), 1))
        for day in {mark.first, mark.last}:
            x = self._layout.x(day)
            self._painter.drawLine(QPointF(x, self._plot.top()), QPointF(x, self._plot.bottom()))

    def _paint_mark(self, mark: StripMark, *, is_read: bool) -> None:
        theme, room, circle = self._theme, self._layout.place(mark), self._layout.circle
        if is_read:
            around = room.adjusted(-3, -3, 3, 3)
            fill, edge = theme.colour("card"), theme.colour("accent")
            painting.box(self._painter, around, theme.px(6), fill=fill, edge=edge, width=2)
        if mark.look in SPANS:
            self._paint_span(mark, room)
        elif mark.look in CIRCLES:
            if circle:
                self._paint_circle(mark.look, room.center(), circle)
            else:
                self._paint_tick(mark.look, room.center())
        elif mark.look in _ICONS:
            colour = "accent" if mark.look is Look.GOAL else "ink2"
            self._ground(room)
            theme.paint_icon(self._painter, _ICONS[mark.look], room, colour)
        else:
            self._paint_score(mark.look, room.center())

    def _ground(self, room: QRectF) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("card"))
        self._painter.drawEllipse(room.adjusted(-1, -1, 1, 1))

    def _paint_span(self, mark: StripMark, room: QRectF) -> None:
        theme = self._theme
        is_event = mark.look is Look.EVENT
        self._painter.fillRect(room, theme.colour("event" if is_event else "prev"))
        if not is_event:
            pen = QPen(theme.colour("edge"), 1)
            pen.setDashPattern([1, 2])
            self._painter.setPen(pen)
            self._painter.drawLine(room.topLeft(), room.bottomLeft())
            self._painter.drawLine(room.topRight(), room.bottomRight())
        self._painter.setFont(theme.font(Role.ANCHOR, weight=500 if is_event else None))
        inside = room.adjusted(theme.px(6), 0, -theme.px(4), 0)
        if not is_event:
            # The session after a break stands on its end.
            inside = room.adjusted(theme.px(3), 0, -self._layout.circle / 2, 0)
        label, metrics = " ".join(mark.label.split()), self._painter.fontMetrics()
        need, flags = metrics.horizontalAdvance(label), Qt.AlignmentFlag.AlignVCenter
        if is_event and need > inside.width():
            beside = self._layout.beside(mark).adjusted(theme.px(6), 0, -theme.px(6), 0)
            if need <= beside.width():
                inside = beside
                if self._is_mirrored:
                    flags |= Qt.AlignmentFlag.AlignRight
        text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(inside.width()))
        # A letter and three dots say nothing: it is read below.
        if len(text) > 4:  # noqa: PLR2004
            self._painter.setPen(theme.colour("event_ink" if is_event else "ink3"))
            self._painter.drawText(inside, flags, text)

    def _paint_circle(self, look: Look, centre: QPointF, size: float) -> None:
        theme = self._theme
        room = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        self._ground(room)
        inside = room.adjusted(size * 0.2, size * 0.2, -size * 0.2, -size * 0.2)
        is_held = look is Look.HELD
        if is_held:
            self._painter.setBrush(theme.colour("accent"))
            self._painter.drawEllipse(room)
        else:
            self._painter.setPen(QPen(theme.colour("ink2"), 1.5))
            self._painter.drawEllipse(room.adjusted(1, 1, -1, -1))
        # What is too small for an icon differs by being filled or not, and is read below.
        if size >= theme.px(_ICON_FROM) or not is_held:
            colour = "on_accent" if is_held else "ink2"
            theme.paint_icon(self._painter, _INSIDE[look], inside, colour, stroke=2.75)

    def _paint_tick(self, look: Look, centre: QPointF) -> None:
        theme = self._theme
        half = theme.px(_TICK) / 2
        if look is Look.HELD:
            pen = QPen(theme.colour("accent"), 1.5)
        else:
            pen = QPen(theme.colour("ink3"), 1.5)
            pen.setDashPattern([1, 1.5] if look is Look.CANCELLED else [2.5, 2])
        self._painter.setPen(pen)
        self._painter.drawLine(centre - QPointF(0, half), centre + QPointF(0, half))

    def _paint_score(self, look: Look, centre: QPointF) -> None:
        theme = self._theme
        if look is Look.RINGED:
            self._painter.setPen(QPen(theme.colour("accent"), 2))
            self._painter.setBrush(theme.colour("card"))
            self._painter.drawEllipse(centre, _RING, _RING)
        self._painter.setPen(QPen(theme.colour("card"), 1))
        self._painter.setBrush(theme.colour("ink"))
        self._painter.drawEllipse(centre, _DOT, _DOT)
