"""A quiet button that opens something in place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons


class Disclosure(QWidget):
    """A quiet button such as "How was this worked out?", and what it opens in place.

    Signals:
        toggled: It was opened (True) or closed.

    Attributes:
        body: The column that opens.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        ask: str,
        theme: Theme,
        *,
        hide: str = "",
        spoken: str = "",
        is_open: bool = False,
        is_beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a disclosure.

        Args:
            ask: What the button says while closed.
            theme: The look in force.
            hide: What it says while open; "Hide" unless told otherwise.
            spoken: What a screen reader calls it, where several on a page say the same.
            is_open: Whether it is open at first.
            is_beside: Whether it stands with others whose answer opens elsewhere: then its
                chevron points onwards while it is closed.
            parent: The owner.
        """
        super().__init__(parent)
        self._ask = ask
        self._hide = hide or self.tr("Hide")
        self._spoken = spoken or ask
        self._closed_icon = "chevron-right" if is_beside else "chevron-down"
        self._button = buttons.quiet(ask, theme, icon=self._closed_icon)
        self._button.set_flush()
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._inside)
        column.addWidget(self._button)
        column.setAlignment(self._button, buttons.AT_START)
        self._button.clicked.connect(self._on_clicked)
        self._is_open = is_open
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether what it hides is shown."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Open or close it."""
        if is_open is not self._is_open:
            self._is_open = is_open
            self._show()
            self.toggled.emit(is_open)

    def focus_button(self) -> None:
        """Put the keyboard on the button."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        self.set_open(not self._is_open)

    def _show(self) -> None:
        self._inside.setVisible(self._is_open)
        self._button.setText(self._hide if self._is_open else self._ask)
        self._button.set_icon("chevron-up" if self._is_open else self._closed_icon)
        state = self.tr("open") if self._is_open else self.tr("closed")
        self._button.setAccessibleName(self._spoken)
        self._button.setAccessibleDescription(state)
