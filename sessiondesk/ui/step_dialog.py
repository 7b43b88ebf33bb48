"""A dialog that leads from one step to the next, with work beside the window between them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.unlock_form import OpeningProgress
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice, announce
from sessiondesk.ui.widgets.page_frame import Scroll

_WIDTH: Final = 560
_ROOM_AROUND: Final = 40
# As far as what is said below a field.
_IN_VIEW: Final = 64


class StepDialog(QDialog):
    """Shows one step at a time under a headline. Esc leaves it, but not in the middle of work.

    A lock closes it without asking; what a step had begun is either whole by then or nothing.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._theme = theme
        self._step: QWidget | None = None
        self._forward: Callable[[], None] | None = None
        self._is_working = False
        self._at_first: QWidget | None = None
        self.setWindowTitle(PROGRAM)
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(px(_WIDTH))
        self._title = Label("", theme, Role.HEADLINE)
        self._says = Label("", theme, Role.BODY_QUIET)
        self._trouble = Notice(Kind.STOP, "", "", theme)
        self._trouble.hide()
        content = QWidget()
        self._body = QVBoxLayout(content)
        # Room for the focus ring, which is drawn outside of what has the focus.
        self._body.setContentsMargins(px(4), px(4), px(4), px(4))
        self._body.setSpacing(px(8))
        self._body.addWidget(self._says)
        self._body.addSpacing(px(4))
        self._body.addStretch(1)
        self._content = content
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit)
        content.installEventFilter(self)
        self._scroll = Scroll(content, theme)
        self._no = buttons.second("", theme)
        self._no.set_height(44)
        self._no.clicked.connect(self.reject)
        self._yes = buttons.main("", theme)
        self._yes.clicked.connect(self._on_forward)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(4), 0, px(4), 0)
        head.addWidget(self._title)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(4), 0, px(4), 0)
        foot.setSpacing(px(12))
        foot.addStretch(1)
        foot.addWidget(self._no)
        foot.addWidget(self._yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(24), px(20), px(24))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._trouble)
        column.addSpacing(px(4))
        column.addLayout(foot)

    def show_step(
        self,
        step: QWidget | None,
        title: str,
        says: str,
        *,
        verb: str = "",
        keep: str = "",
        forward: Callable[[], None] | None = None,
    ) -> None:
        """Show what comes next.

        Args:
            step: What is asked or shown; None where the words say all.
            title: The headline.
            says: What it is about.
            verb: What the main button says; without it there is none.
            keep: What the way out says; without it there is none.
            forward: A bound method of this dialog, called by the main button.
        """
        self._is_working = False
        self._trouble.hide()
        self._put(step)
        self._title.setText(title)
        self._title.setVisible(not isinstance(step, OpeningProgress))
        self.setAccessibleName(title)
        self.setAccessibleDescription(says)
        self._says.setText(says)
        self._says.setVisible(bool(says))
        self._yes.setText(verb)
        self._yes.setVisible(bool(verb))
        self._no.setText(keep)
        self._no.setVisible(bool(keep))
        self._forward = forward
        (step or self._yes).setFocus(Qt.FocusReason.OtherFocusReason)
        # What is to be read comes before the field that has the keyboard.
        self._at_first = QApplication.focusWidget()
        self._fit()

    def show_work(self, title: str, sentence: str, seconds: float) -> None:
        """Show that something is under way that is not stopped halfway."""
        working = OpeningProgress(title, sentence, self._theme)
        working.forbid_stopping()
        self.show_step(working, title, "")
        self._is_working = True
        working.start(seconds)
        announce(self, title)

    def show_problem(self, happened: str, advice: str) -> None:
        """Say what stood in the way, under the step that is shown."""
        self._trouble.set_words(happened, advice)
        self._trouble.show()
        self._trouble.announce()
        self._at_first = None
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Words know how high they are when they know how wide they may be; then it fits again.
        if watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self._refit.start()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Leaving in the middle would hide how it ended.
        if event.key() == Qt.Key.Key_Escape and self._is_working:
            return
        super().keyPressEvent(event)

    def _put(self, step: QWidget | None) -> None:
        # A step that is left is hidden only: work that fails leads back to it.
        if self._step is not None:
            self._step.hide()
        self._step = step
        if step is not None:
            if self._body.indexOf(step) < 0:
                self._body.insertWidget(self._body.count() - 1, step)
                for line in step.findChildren(QLineEdit):
                    line.textEdited.connect(self._on_typed)
            step.show()

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.window().height() - _ROOM_AROUND if parent is not None else self.height()
        # Not adjustSize(): the scrolling column would set the size back, and neither gives way.
        self._body.activate()
        wished = self._content.sizeHint().height() + self._around()
        self.resize(self.width(), min(wished, room))
        self._stay_on_screen()
        focused = QApplication.focusWidget()
        if focused is None or focused is self._at_first:
            self._scroll.verticalScrollBar().setValue(0)
        elif self._content.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, self._theme.px(_IN_VIEW))

    def _stay_on_screen(self) -> None:
        """Go up as far as a step that is higher than the one before needs."""
        beyond = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if self.isVisible() and beyond > 0:
            up = min(beyond, self.frameGeometry().top() - self.screen().availableGeometry().top())
            self.move(self.x(), self.y() - max(0, up))

    def _around(self) -> int:
        """Return the height of all that does not scroll."""
        layout = self.layout()
        if layout is None:
            return 0
        return layout.sizeHint().height() - self._scroll.sizeHint().height()

    @Slot()
    def _on_typed(self) -> None:
        self._at_first = None
        self._fit()

    @Slot()
    def _on_forward(self) -> None:
        if self._forward is not None:
            self._forward()
