"""Ticks, radios and switches: a mark and words beside it, the whole row clickable."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import LEAST_TARGET, Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.text_block import TextBlock

_MARK = 20
_GAP = 12
_SWITCH = (38, 22)


class _RowFace:
    """A mark, words that wrap and a caption under them, measured and painted."""

    def __init__(self, theme: Theme, text: str, role: Role, mark: tuple[int, int]) -> None:
        self.theme = theme
        self.text = TextBlock(theme, role, text)
        self.caption = TextBlock(theme, Role.CAPTION)
        self.mark = mark
        self.width: int | None = None
        # Room kept free at the end of the caption's line.
        self.reserved = 0
        # Whether something stands there, and not only may.
        self.is_reserved_used = True

    def indent(self) -> int:
        gap = 0 if self.text.is_empty else self.theme.px(_GAP)
        return self.theme.px(self.mark[0]) + gap

    def size(self) -> QSize:
        widest = max(self.text.natural_width(), self.caption.natural_width())
        wished = self.indent() + (0 if self.text.is_empty else widest)
        return QSize(wished, self.height(self.width or wished))

    def least(self) -> QSize:
        return QSize(self.indent() + min(self.text.longest_word(), self.theme.px(120)), 0)

    def height(self, width: int) -> int:
        room = width - self.indent()
        words = self.text.height(room) + self.below(room)
        return max(self.theme.target(LEAST_TARGET), words + self.theme.px(6))

    def below(self, room: int) -> int:
        """Return the height of what is under the words: a caption, or words of a switch."""
        line = self.theme.px(17) if self.reserved and self.is_reserved_used else 0
        if self.shares_line(room):
            return max(line, self.caption.height(room - self.reserved))
        return self.caption.height(room) + line

    def shares_line(self, room: int) -> bool:
        """Whether the caption has room beside what is kept free at its end."""
        return self.caption.natural_width() + self.reserved <= room

    def mark_rect(self, button: QAbstractButton) -> QRectF:
        """Return where the mark goes: level with the first line of the words."""
        wide, high = (self.theme.px(side) for side in self.mark)
        line = self.theme.line_height(self.text.role)
        room = button.width() - self.indent()
        words = self.text.height(room) + self.below(room)
        top = (button.height() - words) / 2 + (line - high) / 2
        if self.text.is_empty:
            top = (button.height() - high) / 2
        is_mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return QRectF(button.width() - wide if is_mirrored else 0, top, wide, high)

    def paint_words(self, painter: QPainter, button: QAbstractButton, *, colour: str) -> None:
        """Draw the words and, in what the end of their line leaves, the caption."""
        room = button.width() - self.indent()
        words = self.text.height(room)
        captions = self.below(room)
        top = (button.height() - words - captions) / 2
        is_mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if is_mirrored else self.indent()
        self.text.paint(painter, QRectF(left, top, room, words), colour=colour)
        faint = "" if button.isEnabled() else "disabled"
        kept = self.reserved if self.shares_line(room) else 0
        left += kept if is_mirrored else 0
        below = QRectF(left, top + words, room - kept, captions)
        self.caption.paint(painter, below, colour=faint)


def _dress(button: QAbstractButton, radius: int) -> None:
    button.setProperty(painting.RING, radius)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class _CheckRow(QCheckBox):
    """What a tick and a switch have in common: their words, and how much room they take."""

    def __init__(
        self, face: _RowFace, text: str, caption: str, *, radius: int, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._face = face
        face.caption.text = caption
        self.setText(text.replace("&", "&&"))
        _dress(self, radius)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self._face.size()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._face.least().width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._face.width != self.width():
            self._face.width = self.width()
            self.updateGeometry()


class Tick(_CheckRow):
    """A tick box with words; ``toggled`` and ``clicked`` as usual.

    The words may be a person's own: they are never read as markup or as a shortcut.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        role: Role = Role.BODY,
        caption: str = "",
        fades: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a tick box.

        Args:
            text: The words beside it.
            theme: The look in force.
            role: ``OWN_LINE`` for what the person wrote.
            caption: A second, quiet line.
            fades: Whether ticking lets the words stand back, as in a list of things to do.
            parent: The owner.
        """
        face = _RowFace(theme, text, role, (_MARK, _MARK))
        super().__init__(face, text, caption, radius=6, parent=parent)
        self._fades = fades
        self.setAccessibleDescription(caption)
        theme.changed.connect(self.updateGeometry)

    def set_caption(self, caption: str) -> None:
        """Say something else in the quiet line."""
        self._face.caption.text = caption
        self.setAccessibleDescription(caption)
        self.updateGeometry()
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        face, theme = self._face, self._face.theme
        rect = face.mark_rect(self)
        on = self.isEnabled()
        if self.isChecked():
            fill = theme.colour("accent" if on else "line")
            painting.box(painter, rect, theme.px(4.5), fill=fill)
            inside = rect.adjusted(2, 2, -2, -2)
            colour = "on_accent" if on else "disabled"
            theme.paint_icon(painter, "check", inside, colour, stroke=2.75)
        else:
            fill = theme.colour("hover" if painting.is_lit(self) else "card")
            edge = theme.colour("edge" if on else "line")
            painting.box(painter, rect, theme.px(4.5), fill=fill, edge=edge, width=1.5)
        done = self._fades and self.isChecked()
        face.paint_words(painter, self, colour="disabled" if not on else "ink2" if done else "")
        painter.end()


class Radio(QRadioButton):
    """A radio with words that may wrap; exclusive among its siblings, as usual."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        role: Role = Role.BODY,
        caption: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face = _RowFace(theme, text, role, (_MARK, _MARK))
        self._face.caption.text = caption
        self.setText(text.replace("&", "&&"))
        self.setAccessibleDescription(caption)
        _dress(self, 8)
        theme.changed.connect(self.updateGeometry)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self._face.size()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._face.least().width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._face.width != self.width():
            self._face.width = self.width()
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        rect = self._face.mark_rect(self)
        paint_radio(painter, self._face.theme, rect, self)
        faint = "" if self.isEnabled() else "disabled"
        self._face.paint_words(painter, self, colour=faint)
        painter.end()


def paint_radio(painter: QPainter, theme: Theme, rect: QRectF, button: QAbstractButton) -> None:
    """Draw the round mark of a radio into ``rect``."""
    on = button.isEnabled()
    edge = "accent" if button.isChecked() else "edge"
    painter.setPen(QPen(theme.colour(edge if on else "line"), 1.5))
    painter.setBrush(theme.colour("hover" if painting.is_lit(button) else "card"))
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))
    if button.isChecked():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if on else "disabled"))
        inset = rect.width() * 0.27
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))


class Switch(_CheckRow):
    """Whether one line goes on the sheet or stays private; ``toggled`` as usual.

    Never by colour alone: off says "Stays private" in words, with an eye crossed out.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        caption: str = "",
        on_words: str = "",
        off_words: str | None = None,
        role: Role = Role.OWN_LINE,
        parent: QWidget | None = None,
    ) -> None:
        """Make a switch.

        Args:
            text: The line it is about; may be a person's own words.
            theme: The look in force.
            caption: A second, quiet line.
            on_words: Spoken, not shown, when on; "Goes on the sheet" unless told otherwise.
            off_words: Shown and spoken when off; "Stays private" unless told otherwise.
            role: How the line is set.
            parent: The owner.
        """
        face = _RowFace(theme, text, role, _SWITCH)
        super().__init__(face, text, caption, radius=12, parent=parent)
        self._on_words = on_words or self.tr("Goes on the sheet")
        self._off_words = self.tr("Stays private") if off_words is None else off_words
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._on_toggled()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        face, theme = self._face, self._face.theme
        rect = face.mark_rect(self)
        on = self.isEnabled()
        radius = rect.height() / 2
        knob = rect.height() * (0.64 if self.isChecked() else 0.55)
        inset = (rect.height() - knob) / 2
        at_end = self.isChecked() == (self.layoutDirection() is Qt.LayoutDirection.LeftToRight)
        left = rect.right() - knob - inset if at_end else rect.left() + inset
        if self.isChecked():
            painting.box(painter, rect, radius, fill=theme.colour("accent" if on else "line"))
            painter.setBrush(theme.colour("on_accent"))
        else:
            edge = theme.colour("edge" if on else "line")
            painting.box(painter, rect, radius, fill=theme.colour("card"), edge=edge, width=1.5)
            painter.setBrush(edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(left, rect.top() + inset, knob, knob))
        faint = "disabled" if not on else "" if self.isChecked() else "ink2"
        face.paint_words(painter, self, colour=faint)
        if not self.isChecked() and self._off_words:
            self._paint_off_words(painter)
        painter.end()

    def _paint_off_words(self, painter: QPainter) -> None:
        face, theme = self._face, self._face.theme
        room = self.width() - face.indent()
        line = theme.px(17)
        end = (self.height() + face.text.height(room) + face.below(room)) / 2
        width = face.reserved - theme.px(_GAP)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = 0 if is_mirrored else self.width() - width
        size = theme.px(16)
        eye = QRectF(left, end - line + (line - size) / 2, size, size)
        theme.paint_icon(painter, "eye-off", eye, "ink2")
        painter.setFont(theme.font(Role.GROUP))
        painter.setPen(theme.colour("ink2"))
        words = QRectF(left + size + theme.px(6), end - line, width, line)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._off_words)

    def _words_width(self) -> int:
        """Return the room kept for the words of "off" beside the caption, also while it is on."""
        if not self._off_words:
            return 0
        theme = self._face.theme
        metrics = QFontMetrics(theme.font(Role.GROUP))
        words = metrics.horizontalAdvance(self._off_words)
        return words + theme.px(16) + theme.px(6) + theme.px(_GAP) + 2

    def _on_toggled(self) -> None:
        # A line of its own is given to the words of "off" only while they are said: a list of
        # switches that are on would have holes in it.
        self._face.is_reserved_used = not self.isChecked()
        self.updateGeometry()
        words = self._on_words if self.isChecked() else self._off_words
        caption = self._face.caption.text
        self.setAccessibleDescription(", ".join(part for part in (words, caption) if part))

    def _on_theme_changed(self) -> None:
        self._face.reserved = self._words_width()
        self.updateGeometry()
