"""The program's name and mark."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

PROGRAM: Final = "SessionDesk"


class NameLine(QWidget):
    """The mark and the program's name, as it stands over the unlock card."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        mark = IconMark("notebook-pen", theme, size=28, colour="accent")
        name = Label(PROGRAM, theme, Role.HEADLINE, weight=600, wraps=False)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
