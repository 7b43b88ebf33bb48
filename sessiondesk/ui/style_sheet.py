"""The one style sheet, made from the theme: only for stock widgets.

What we paint ourselves asks the theme directly. Sizes come in through ``px`` so that they
grow with the text.
"""

from collections.abc import Callable
from string import Template

from sessiondesk.ui.tokens import Tokens

_SHEET = Template("""
* { outline: 0; }
QToolTip { background: $card; color: $ink; border: 1px solid $edge; padding: ${px4}px; }
QMainWindow, QDialog, QMessageBox { background: $paper; }
QDialog[ground="card"] { background: $card; }
QScrollArea { background: transparent; border: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $card; color: $ink; border: 1px solid $edge; border-radius: ${px8}px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $ink3;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 ${px12}px; min-height: ${field}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $focus;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    padding: 0 ${px11}px; min-height: ${field_focus}px;
}
QLineEdit[size="low"], QComboBox[size="low"] { min-height: ${low}px; }
QLineEdit[size="low"]:focus, QComboBox[size="low"]:focus { min-height: ${low_focus}px; }
QLineEdit[state="error"], QLineEdit[state="error"]:focus {
    border: 2px solid $stop; padding: 0 ${px11}px; min-height: ${field_focus}px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $disabled; border-color: $line;
}
QPlainTextEdit, QTextEdit { padding: ${px6}px ${px8}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${px5}px ${px7}px; }
QPlainTextEdit[frame="none"], QTextEdit[frame="none"] {
    border: 0; padding: 0; background: transparent;
}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {
    border: 0; padding: 0; background: transparent; min-height: 0;
}
QAbstractSpinBox { max-height: ${field}px; }
QAbstractSpinBox:focus { max-height: ${field_focus}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: ${px32}px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView {
    background: $card; color: $ink; border: 1px solid $edge; padding: ${px4}px;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: ${px36}px; padding: 0 ${px8}px; }

.QPushButton {
    background: $card; color: $ink; border: 1px solid $edge; border-radius: ${px8}px;
    padding: 0 ${px16}px; min-height: ${button}px; font-weight: 500;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
.QPushButton:hover { background: $hover; }
.QPushButton:disabled { color: $disabled; border-color: $line; }
QToolButton { background: transparent; color: $ink2; border: 0; border-radius: ${px6}px; }
QToolButton:hover { background: $hover; }

QMenuBar { background: $side; color: $ink; }
QMenuBar::item { padding: ${px6}px ${px10}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $card; color: $ink; border: 1px solid $edge; padding: ${px4}px; }
QMenu::item { padding: ${px8}px ${px24}px ${px8}px ${px16}px; border-radius: ${px6}px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: ${px4}px ${px8}px; }
QMenu::icon { padding-left: ${px8}px; }

QTableView, QListView, QTreeView {
    background: $card; color: $ink; border: 0; gridline-color: $line;
    alternate-background-color: $card;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QListView[ground="none"] { background: transparent; }
QHeaderView { background: $card; border: 0; }
QHeaderView::section {
    background: $card; color: $ink2; border: 0; border-bottom: 1px solid $edge;
    padding: 0 ${px14}px; min-height: ${px36}px; font-weight: 600; font-size: ${group}pt;
}
QTableCornerButton::section { background: $card; border: 0; }

QScrollBar:vertical { background: transparent; width: ${px12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${px12}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${px3}px; margin: ${px3}px; }
QScrollBar::handle:vertical { min-height: ${px32}px; }
QScrollBar::handle:horizontal { min-width: ${px32}px; }
QScrollBar::handle:hover { background: $ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton {
    color: $ink; font-weight: 600; padding: ${px4}px ${px8}px; min-height: ${px28}px;
}
QCalendarWidget QSpinBox { min-height: ${px28}px; padding: 0 ${px4}px; }
QCalendarWidget QTableView {
    alternate-background-color: $sunken; selection-background-color: $accent;
    selection-color: $on_accent;
}
QCalendarWidget QTableView:disabled { color: $ink3; }
QProgressBar {
    background: $sunken; border: 1px solid $edge; border-radius: ${px3}px; height: ${px6}px;
    max-height: ${px6}px;
}
QProgressBar::chunk { background: $accent; border-radius: ${px3}px; }
QSplitter::handle { background: transparent; }
QGroupBox { border: 0; margin: 0; padding: 0; }
""")

_SIZES = (3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 24, 28, 32, 36)


def make(tokens: Tokens, px: Callable[[float], int], group_points: float) -> str:
    """Return the style sheet for these colours and this text size.

    Args:
        tokens: The colours.
        px: Turns a length of the design into logical pixels at the present text size.
        group_points: Size of a table head's text, in points.
    """
    colours = {name: getattr(tokens, name) for name in Tokens.__slots__}
    sizes = {f"px{size}": str(px(size)) for size in _SIZES}
    # A style sheet counts the inside: the border is on top of these.
    inside = {
        "field": px(44) - 2,
        "field_focus": px(44) - 4,
        "low": px(40) - 2,
        "low_focus": px(40) - 4,
        "button": px(40) - 2,
        "group": group_points,
    }
    return _SHEET.substitute(colours, **sizes, **{k: str(v) for k, v in inside.items()})
