"""One row of the list of entries: what it holds, and how it is painted."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.entry_text import MarkedBlock, Span

_DAY: Final = 58
_LINES: Final = 2
ROW: Final = Qt.ItemDataRole.UserRole
"""The role under which a row itself is found."""

_Index = QModelIndex | QPersistentModelIndex


class Listed(Hashable, Protocol):
    """One entry of the list, as light as can be; what is picked is this very value."""

    @property
    def day(self) -> date:
        """The day it stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What one entry says in the list.

    Attributes:
        words: The person's words, in one piece; may be empty.
        spans: Where what was searched for stands in them.
        kind: What it is, where it is no check-in: "Session 8"; else empty.
        icon: The mark beside that.
        facts: Ratings in words, each with the name of its colour.
        more: Tags, or what else belongs below the words.
    """

    words: str = field(default="", repr=False)
    spans: tuple[Span, ...] = field(default=(), repr=False)
    kind: str = ""
    icon: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    more: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Month:
    """The heading of a month.

    Attributes:
        first: Its first day.
        text: Its name.
    """

    first: date
    text: str


class RowPainter(QStyledItemDelegate):
    """Paints a month, or an entry: its day at the left, its words, and what it was rated."""

    def __init__(self, theme: Theme, face: Callable[[int], Face], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = face
        self._block = MarkedBlock(theme, Role.OWN_WORDS, max_lines=_LINES)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Listed | Month = index.data(ROW)
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Month):
            self._month(painter, whole, row)
        else:
            state: QStyle.StateFlag = option.state
            self._entry(painter, whole, row, self._face(index.row()), state)
        painter.restore()

    def _month(self, painter: QPainter, whole: QRectF, month: Month) -> None:
        px = self._theme.px
        painter.setFont(self._theme.font(Role.GROUP))
        painter.setPen(self._theme.colour("ink2"))
        place = whole.adjusted(px(16), px(8), -px(8), 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, month.text
        )

    def _entry(
        self, painter: QPainter, whole: QRectF, row: Listed, face: Face, state: QStyle.StateFlag
    ) -> None:
        theme, px = self._theme, self._theme.px
        place = whole.adjusted(px(4), 1, -px(4), -1)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painting.box(painter, place, px(8), fill=theme.colour("accent_soft"))
            bar = QRectF(place.left(), place.top() + px(8), px(3), place.height() - px(16))
            painting.box(painter, bar, px(1), fill=theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.box(painter, place, px(8), fill=theme.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, place, px(8), edge=theme.colour("focus"), width=2)
        self._day(painter, place, row.day)
        left, right = place.left() + px(_DAY) + px(10), place.right() - px(10)
        top = place.top() + px(9)
        if face.kind:
            top += self._kind(painter, QRectF(left, top, right - left, px(18)), face)
        self._block = MarkedBlock(
            theme, Role.OWN_WORDS, max_lines=1 if face.kind and self._below(face) else _LINES
        )
        self._block.set_words(face.words.replace("\n", " "), face.spans)
        self._block.paint(painter, QRectF(left, top, right - left, px(48)))
        below = top + self._block.height(right - left) + px(3)
        self._facts(painter, QRectF(left, below, right - left, px(18)), face, is_chosen=is_chosen)

    def _day(self, painter: QPainter, place: QRectF, day: date) -> None:
        theme, px = self._theme, self._theme.px
        lines = (
            (Role.SUB_HEADLINE, f"{day.day}", "ink", px(6), px(28)),
            (Role.CAPTION, wording_sessions.short_weekday(day), "ink2", px(33), px(18)),
        )
        for role, text, token, top, height in lines:
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour(token))
            at = QRectF(place.left() + px(6), place.top() + top, px(_DAY) - px(6), height)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)

    def _kind(self, painter: QPainter, place: QRectF, face: Face) -> float:
        theme, px = self._theme, self._theme.px
        left = place.left()
        if face.icon:
            size = px(14)
            icon = QRectF(left, place.center().y() - size / 2, size, size)
            theme.paint_icon(painter, face.icon, icon, "accent")
            left += size + px(6)
        painter.setFont(theme.font(Role.GROUP))
        painter.setPen(theme.colour("ink2"))
        words = QRectF(left, place.top(), place.right() - left, place.height())
        shown = painter.fontMetrics().elidedText(
            face.kind, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown
        )
        return place.height() + px(2)

    def _facts(self, painter: QPainter, place: QRectF, face: Face, *, is_chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        left = place.left()
        quiet = "ink2" if is_chosen else "ink3"
        parts: list[tuple[str, str, int | None]]
        parts = [(text, colour, 600) for text, colour in face.facts]
        if face.more:
            parts.append((face.more, quiet, None))
        for text, colour, weight in parts:
            room = place.right() - left
            if room < px(24):
                break
            font = theme.font(Role.CAPTION, weight=weight)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            at = QRectF(left, place.top(), room, place.height())
            painter.drawText(
                at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown
            )
            left += metrics.horizontalAdvance(shown) + px(12)

    def _below(self, face: Face) -> bool:
        return bool(face.facts or face.more)
