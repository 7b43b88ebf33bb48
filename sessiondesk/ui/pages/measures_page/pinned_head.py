"""The head of the columns, kept in sight while the rows under it scroll."""

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.questionnaire import Questionnaire

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest}


class PinnedHead(QWidget):
    """Stands at the top once the head itself is gone, and never over the row in hand."""

    def __init__(self, questions: Questionnaire, scroll: Scroll, theme: Theme) -> None:
        super().__init__(scroll.viewport())
        self._questions = questions
        self._scroll = scroll
        self._theme = theme
        self._head = questions.make_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        self._is_gone = False
        self.hide()
        questions.installEventFilter(self)
        bar = scroll.verticalScrollBar()
        bar.valueChanged.connect(self._place)
        bar.rangeChanged.connect(self._place)
        theme.changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # After the scrolling itself, which has brought the row into view by then.
            application.focusChanged.connect(self._on_focus_changed)

    def let_go(self) -> None:
        """Go away for good."""
        self._is_gone = True
        self._questions.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(self.rect(), self._theme.colour("card"))
        below = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(below, self._theme.colour("line"))
        painter.end()

    @Slot()
    def _place(self) -> None:
        if self._is_gone:
            return
        questions = self._questions
        at = questions.mapTo(self._scroll.viewport(), QPoint())
        high = self._head.sizeHint().height()
        end = at.y() + questions.rows_end
        is_wanted = questions.has_columns and at.y() < 0 < end - high
        if is_wanted:
            self.setGeometry(at.x(), 0, questions.width(), high)
            self.raise_()
        self.setVisible(is_wanted)

    @Slot()
    def _on_focus_changed(self) -> None:
        focused = QApplication.focusWidget()
        if (
            self._is_gone
            or self.isHidden()
            or focused is None
            or not self._questions.isAncestorOf(focused)
        ):
            return
        row = focused.parentWidget() or focused
        hidden = self.height() - row.mapTo(self._scroll.viewport(), QPoint()).y()
        if hidden > 0:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() - hidden - self._theme.px(4))
