"""A dialog to read something in, and close it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import Scroll


class ReadingDialog(QDialog):
    """Shows ``content`` under a title; Esc and Close put it away. Open it with ``open()``."""

    def __init__(self, title: str, content: QWidget, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(PROGRAM)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(px(560), min(px(600), max(400, parent.window().height() - 40)))
        scroll = content if isinstance(content, QAbstractScrollArea) else Scroll(content, theme)
        # Here it is the thing to read: arrows and Page Down move it.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title)
        close = buttons.main(self.tr("Close"), theme)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(20))
        column.setSpacing(px(12))
        column.addWidget(Label(title, theme, Role.HEADLINE))
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        scroll.setFocus()
