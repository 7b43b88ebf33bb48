"""The dialog that asks one question, and the plain one that holds a small form.

Opened with ``open()``, never ``exec()``: the page stays alive beneath, and listens to
``accepted`` and ``rejected``.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label

_WIDTH = 480


class Question(QDialog):
    """A question whose buttons repeat its verb: "Let it go", "Keep it".

    Esc is the safe way out. It goes away by itself when it is closed.

    Attributes:
        body: The column between words and buttons, for a field or two.
        yes: The button that does it.
        no: The safe way out.
    """

    def __init__(
        self,
        question: str,
        says: str,
        theme: Theme,
        *,
        verb: str,
        keep: str,
        removes: bool = False,
        width: int = _WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        """Make a dialog; show it with ``open()``.

        Args:
            question: The title, which is the question itself: "Let this goal go?"
            says: What will happen and whether it can be undone.
            theme: The look in force.
            verb: What the button that does it says: "Let it go".
            keep: What the safe button says: "Keep it".
            removes: Whether something is removed: then the safe button has the focus.
            width: 440 to 560, in pixels of the design.
            parent: The window beneath.
        """
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle("SessionDesk")
        self.setProperty("ground", "card")
        self.setAccessibleName(question)
        self.setAccessibleDescription(says)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(px(width))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        self.yes = buttons.remove(verb, theme) if removes else buttons.main(verb, theme)
        self.no = buttons.second(keep, theme)
        self.no.set_height(44)
        self.yes.set_height(44)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addStretch(1)
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(8))
        column.addWidget(Label(question, theme, Role.HEADLINE))
        if says:
            column.addWidget(Label(says, theme, Role.BODY_QUIET))
        column.addSpacing(px(4))
        column.addLayout(self.body)
        column.addSpacing(px(12))
        column.addLayout(foot)
        # Enter does what the focus is on; a form's own fields may name the main button.
        self.yes.setDefault(not removes)
        (self.no if removes else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)
