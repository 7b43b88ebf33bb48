"""Chips: round little choices, any number of them, in lines that wrap."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.buttons import press_by_enter
from sessiondesk.ui.widgets.flow_layout import Flow

_PADDING = 13
_ICON = 14
_GAP = 6
_FIELD = 200


class _ChipFace:
    """What a chip looks like, whichever button it is made of."""

    def __init__(
        self, theme: Theme, *, height: int = 32, icon: str = "", opens: bool = False
    ) -> None:
        self.theme = theme
        self.height = height
        self.icon = icon
        self.opens = opens
        self.is_open = False
        self.is_filter = False

    def size(self, text: str, *, chosen: bool) -> QSize:
        px = self.theme.px
        font = self.theme.font(Role.LABEL if chosen else Role.BODY)
        width = 2 * px(_PADDING) + QFontMetrics(font).horizontalAdvance(text) + 2
        if chosen or self.icon:
            width += px(_ICON) + px(_GAP)
        if self.opens or (self.is_filter and chosen):
            width += px(_ICON) + px(_GAP)
        return QSize(width, self.theme.target(self.height))

    def least(self) -> QSize:
        return QSize(self.theme.px(60), self.theme.target(self.height))

    def paint(self, button: QAbstractButton, text: str, *, chosen: bool) -> None:
        theme = self.theme
        painter = painting.begin(button)
        lit = painting.is_lit(button)
        fill = "accent_soft" if chosen else "hover" if lit else "card"
        edge = "accent" if chosen else "line"
        whole = QRectF(button.rect())
        radius = button.height() / 2
        painting.box(painter, whole, radius, fill=theme.colour(fill), edge=theme.colour(edge))
        ink = "ink" if chosen else "ink2"
        ink = ink if button.isEnabled() else "disabled"
        size = theme.px(_ICON)
        top = (button.height() - size) / 2
        left = float(theme.px(_PADDING))
        mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def at(start: float, width: float) -> QRectF:
            start = button.width() - start - width if mirrored else start
            return QRectF(start, top, width, size)

        if chosen or self.icon:
            name, colour = ("check", "accent") if chosen else (self.icon, ink)
            stroke = 2.5 if chosen else 1.75
            theme.paint_icon(painter, name, at(left, size), colour, stroke=stroke)
            left += size + theme.px(_GAP)
        painter.setFont(theme.font(Role.LABEL if chosen else Role.BODY))
        painter.setPen(theme.colour(ink))
        after = size + theme.px(_GAP) if self.opens or (self.is_filter and chosen) else 0
        room = button.width() - left - theme.px(_PADDING) - after
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room) + 2)
        place = at(left, room + 2)
        place.setTop(0)
        place.setBottom(button.height())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if after:
            name = "x" if self.is_filter else "chevron-up" if self.is_open else "chevron-down"
            start = button.width() - theme.px(_PADDING) - size
            theme.paint_icon(painter, name, at(start, size), ink)
        painter.end()


class Chip(QCheckBox):
    """A choice that can be on or off; ``toggled`` and ``clicked`` as usual.

    Its text may be a person's own: it is never read as markup or as a shortcut.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        height: int = 32,
        is_filter: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face = _ChipFace(theme, height=height)
        self._face.is_filter = is_filter
        self._shown = text
        self.setText(text.replace("&", "&&"))
        _dress(self, height)
        self.toggled.connect(self.updateGeometry)
        theme.changed.connect(self.updateGeometry)

    @property
    def shown_text(self) -> str:
        """What the chip says."""
        return self._shown

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self._face.size(self._shown, chosen=self.isChecked())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(self._face.least())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._face.paint(self, self._shown, chosen=self.isChecked())


class OpeningChip(QPushButton):
    """A chip that opens something beside it, or adds something; ``clicked`` as usual.

    With a chevron it opens, with an icon (such as "plus") it adds.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        icon: str = "",
        opens: bool = False,
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._face = _ChipFace(theme, height=height, icon=icon, opens=opens)
        self._chosen = False
        self.setAutoDefault(False)
        _dress(self, height)
        theme.changed.connect(self.updateGeometry)

    @property
    def is_open(self) -> bool:
        """Whether what it opens is open."""
        return self._face.is_open

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Turn the chevron up or down, and say so."""
        self._face.is_open = is_open
        self._say()

    @property
    def is_chosen(self) -> bool:
        """Whether it is drawn as chosen."""
        return self._chosen

    def set_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Draw it as chosen or at rest, and say so."""
        self._chosen = is_chosen
        self._say()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return self._face.size(self.text(), chosen=self._chosen)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(self._face.least())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._face.paint(self, self.text(), chosen=self._chosen)

    def _say(self) -> None:
        said = []
        if self._chosen:
            said.append(self.tr("chosen"))
        if self._face.opens:
            said.append(self.tr("open") if self._face.is_open else self.tr("closed"))
        self.setAccessibleDescription(", ".join(said))
        self.update()


def _dress(button: QAbstractButton, height: int) -> None:
    button.setProperty(painting.RING, height // 2)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class AddChip(QWidget):
    """Says "Add tag"; pressed, it is a field. Enter adds and stays, Esc and leaving close it.

    Signals:
        added: What was typed, without blanks at the ends; never empty.
    """

    added = Signal(str)

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        height: int = 32,
        most: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        """Make the chip.

        Args:
            text: What it says, and what the field is called.
            theme: The look in force.
            height: Of the chip, in pixels of the design.
            most: Longest text, in UTF-16 units.
            parent: The owner.
        """
        super().__init__(parent)
        self._chip = OpeningChip(text, theme, icon="plus", height=height)
        self._line = QLineEdit()
        self._line.setProperty("size", "low")
        self._line.setAccessibleName(text)
        self._line.setMaxLength(most)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._line.setFixedWidth(theme.px(_FIELD))
        self._line.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._chip)
        row.addWidget(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._chip)
        self._chip.clicked.connect(self._on_chip)
        self._line.returnPressed.connect(self._on_entered)
        self._line.editingFinished.connect(self._on_left)

    @property
    def line(self) -> QLineEdit:
        """The field inside, for what completes words."""
        return self._line

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._line.hasFocus() and event.key() == Qt.Key.Key_Escape:
            self._line.clear()
            self._close()
            return
        super().keyPressEvent(event)

    def _on_chip(self) -> None:
        self._chip.hide()
        self._line.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self) -> None:
        self._tell()

    def _on_left(self) -> None:
        if not self._line.hasFocus():
            self._close()
            self._tell()

    def _tell(self) -> None:
        text = self._line.text().strip()
        self._line.clear()
        if text:
            self.added.emit(text)

    def _close(self) -> None:
        had_focus = self._line.hasFocus()
        self._chip.show()
        if had_focus:
            self._chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.hide()


class ChipGroup(QWidget):
    """Chips of which any number may be chosen, in lines that wrap, and a way to add one.

    One Tab stop each, for each is a choice of its own; arrows move between them too.

    Signals:
        toggled: An id was switched on or off by the person: (id, is it on).
        added: The person typed a new one and pressed Enter.
    """

    toggled = Signal(str, bool)
    added = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        add_text: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        """Make a group.

        Args:
            name: What the chips are, for a screen reader: "Tags".
            choices: Id and text of each.
            theme: The look in force.
            add_text: What the chip that adds says, such as "Add tag"; empty: none can be added.
            height: Of a chip, in pixels of the design.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._chips: dict[str, Chip] = {}
        self.setAccessibleName(name)
        self._flow = Flow(spacing=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        for id_, text in choices:
            self.add_choice(id_, text)
        if add_text:
            adds = AddChip(add_text, theme, height=height)
            adds.added.connect(self.added)
            self._flow.add(adds)

    @property
    def value(self) -> frozenset[str]:
        """The ids that are on."""
        return frozenset(id_ for id_, chip in self._chips.items() if chip.isChecked())

    @value.setter
    def value(self, ids: Iterable[str]) -> None:
        wanted = frozenset(ids)
        for id_, chip in self._chips.items():
            chip.setChecked(id_ in wanted)

    def add_choice(self, id_: str, text: str, *, chosen: bool = False) -> None:
        """Offer one more; nothing is emitted."""
        if id_ in self._chips:
            self._chips[id_].setChecked(chosen or self._chips[id_].isChecked())
            return
        chip = Chip(text, self._theme, height=self._height)
        chip.setChecked(chosen)
        chip.clicked.connect(self._on_clicked)
        self._flow.insert(len(self._chips), chip)
        # A widget made late comes last in the order of Tab unless told otherwise.
        before = list(self._chips.values())[-1] if self._chips else self._flow
        QWidget.setTabOrder(before, chip)
        self._chips[id_] = chip

    def has_choice(self, id_: str) -> bool:
        """Whether this id is among the chips."""
        return id_ in self._chips

    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        for id_, chip in self._chips.items():
            if chip is self.sender():
                self.toggled.emit(id_, on)
                return
