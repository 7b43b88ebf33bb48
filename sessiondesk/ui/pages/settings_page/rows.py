"""One line of a settings card: what is chosen at the left, the choice at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.labels import Label


class Row(QWidget):
    """A name, perhaps a sentence under it, and a control beside them."""

    def __init__(self, name: str, control: QWidget, theme: Theme, *, help_text: str = "") -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, theme, Role.LABEL))
        if help_text:
            words.addWidget(labels.caption(help_text, theme))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(20))
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
