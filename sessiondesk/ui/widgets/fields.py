"""Fields for a number and for one of many: each with its label above.

The label is the field's buddy, because a combo box on Linux is named by nothing else.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label


class Labelled(QWidget):
    """A label above a field."""

    def __init__(
        self,
        name: str,
        field: QWidget,
        theme: Theme,
        *,
        help_text: str = "",
        hides_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        field.setParent(self)
        label = Label(name, theme, Role.LABEL, parent=self)
        label.setBuddy(field)
        label.setVisible(not hides_label)
        field.setAccessibleName(name)
        field.setAccessibleDescription(help_text)
        below = Label(help_text, theme, Role.CAPTION, parent=self)
        below.setVisible(bool(help_text))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label)
        column.addWidget(field)
        column.addWidget(below)
        self.setFocusProxy(field)


def paint_end_icon(widget: QWidget, icon: str, theme: Theme) -> None:
    """Draw an icon at the end of a field, where Fusion would draw an arrow of its own."""
    painter = painting.begin(widget)
    size = theme.px(16)
    inset = theme.px(10)
    mirrored = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = inset if mirrored else widget.width() - inset - size
    place = QRectF(left, (widget.height() - size) / 2, size, size)
    theme.paint_icon(painter, icon, place, "ink2" if widget.isEnabled() else "disabled")
    painter.end()


def inset(field: QAbstractSpinBox, theme: Theme) -> None:
    """Keep what is typed clear of the border, which a style sheet cannot do in a spin box."""
    line = field.findChild(QLineEdit)
    if line is not None:
        line.setTextMargins(theme.px(12), 0, theme.px(8), 0)


class _Combo(QComboBox):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        # The usual delegate paints a menu; this one heeds the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_end_icon(self, "chevron-down", self._theme)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past must not change an answer.
        event.ignore()


class ChoiceBox(Labelled):
    """One of many.

    Signals:
        picked: The person chose; carries the id.
    """

    picked = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        theme: Theme,
        *,
        value: str = "",
        help_text: str = "",
        hides_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a box.

        Args:
            name: The label, which is also what a screen reader says.
            choices: Id and text of each choice, in order.
            theme: The look in force.
            value: The id chosen at first; the first choice if it is none of them.
            help_text: A sentence below.
            hides_label: Whether the label is spoken only.
            parent: The owner.
        """
        self._combo = _Combo(theme)
        self._choices: list[tuple[str, str]] = []
        super().__init__(
            name,
            self._combo,
            theme,
            help_text=help_text,
            hides_label=hides_label,
            parent=parent,
        )
        self.set_choices(choices, value)
        self._combo.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer other choices: id and text of each, in order, and the id chosen now."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self._combo.clear()
            for id_, text in choices:
                self._combo.addItem(text, id_)
        self.value = value

    @property
    def value(self) -> str:
        """The id chosen."""
        return str(self._combo.currentData() or "")

    @value.setter
    def value(self, value: str) -> None:
        place = self._combo.findData(value)
        self._combo.setCurrentIndex(max(0, place))

    def _on_activated(self) -> None:
        self.picked.emit(self.value)


class NumberField(Labelled):
    """A number within limits.

    Signals:
        picked: The number has changed; carries a float.
    """

    picked = Signal(float)

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        low: float,
        high: float,
        value: float,
        step: float = 1,
        decimals: int = 0,
        unit: str = "",
        help_text: str = "",
        hides_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field for a number.

        Args:
            name: The label, which is also what a screen reader says.
            theme: The look in force.
            low: The smallest number allowed.
            high: The largest.
            value: The number at first.
            step: What an arrow key adds or takes.
            decimals: Places after the point.
            unit: Shown after the number, such as " minutes".
            help_text: A sentence below.
            hides_label: Whether the label is spoken only.
            parent: The owner.
        """
        self._spin = QDoubleSpinBox()
        super().__init__(
            name, self._spin, theme, help_text=help_text, hides_label=hides_label, parent=parent
        )
        self._spin.setDecimals(decimals)
        self._spin.setRange(low, high)
        self._spin.setSingleStep(step)
        self._spin.setSuffix(unit)
        inset(self._spin, theme)
        self.value = value
        self._spin.valueChanged.connect(self.picked)

    @property
    def value(self) -> float:
        """The number."""
        return self._spin.value()

    @value.setter
    def value(self, value: float) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(value)
