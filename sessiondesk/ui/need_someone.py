"""Whom to turn to, in front of every closed door."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons

if TYPE_CHECKING:
    from sessiondesk.ui.widgets.notice import Notice

_WIDTH: Final = 464


class NeedSomeone(QWidget):
    """Opens, in place, whom to turn to; there for everyone, before any passphrase."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        button = buttons.quiet(self.tr("If you need someone now"), theme, icon="life-buoy")
        button.clicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._notice: Notice | None = None

    @Slot()
    def _on_clicked(self) -> None:
        if self._notice is not None:
            self._notice.setVisible(not self._notice.isVisible())
            self._bring_into_view()
            return
        from sessiondesk.ui.widgets.notice import Kind, Notice  # noqa: PLC0415 - seldom

        self._notice = Notice(
            Kind.INFO,
            self.tr("Someone who can be with you now"),
            self.tr(
                "If you might act on thoughts of harming yourself, or do not feel sure you can "
                "stay safe, please call your local emergency number, or someone who can be with "
                "you now. You do not have to explain it well. This program is offline and tells "
                "nobody."
            ),
            self._theme,
        )
        self._notice.setFixedWidth(self._theme.px(_WIDTH))
        self._column.addWidget(self._notice)
        self._notice.show()
        self._notice.announce()
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        # After the layout: only then it is known where the words are.
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._notice is not None:
            above.ensureWidgetVisible(self._notice)
