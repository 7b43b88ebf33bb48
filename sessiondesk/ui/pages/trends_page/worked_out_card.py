"""How a read-out was worked out, in the place of its row."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.wording_insights import Said, WorkedOut


class WorkedOutCard(Card):
    """The sentence again, and under it three short columns.

    Signals:
        hidden: The person has read it.
        put: It should go on the prep sheet (True), or come off it.
    """

    hidden = Signal()
    put = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._headline = labels.readout("", theme)
        self._detail = Label("", theme, Role.NOTICE, colour="ink2")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(32))
        self._compared = self._add_column(self.tr("What was compared"), theme)
        self._found = self._add_column(self.tr("How the range was found"), theme)
        self._cannot_tell = self._add_column(self.tr("What it cannot tell"), theme)
        self._hide = buttons.quiet(self.tr("Hide"), theme, icon="chevron-up")
        self._hide.set_flush()
        self._put = buttons.quiet("", theme)
        self._on_sheet = labels.caption(self.tr("On the prep sheet"), theme, wraps=False)
        self._is_on = False
        self._hide.clicked.connect(self.hidden)
        self._put.clicked.connect(self._on_put)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self._hide)
        foot.addStretch(1)
        foot.addWidget(self._on_sheet)
        foot.addWidget(self._put)
        self.body.addWidget(self._headline)
        self.body.addWidget(self._detail)
        self.body.addLayout(self._columns)
        self.body.addLayout(foot)

    def show_worked_out(self, said: Said, worked_out: WorkedOut, *, can_be_put: bool) -> None:
        """Tell of one read-out.

        Args:
            said: What it says.
            worked_out: How it came about.
            can_be_put: Whether it can go on the prep sheet.
        """
        self._headline.setText(said.headline)
        self._detail.setText(said.detail)
        self._detail.setVisible(bool(said.detail))
        for words, text in (
            (self._compared, worked_out.compared),
            (self._found, worked_out.found),
            (self._cannot_tell, worked_out.cannot_tell),
        ):
            words.setText(text)
        self._put.setVisible(can_be_put)
        self.say_on_sheet(False)

    def say_on_sheet(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Say whether it is on the prep sheet, and offer the opposite."""
        self._is_on = is_on
        self._on_sheet.setVisible(is_on)
        if is_on:
            self._put.setText(self.tr("Take it off the sheet"))
        else:
            self._put.setText(self.tr("Put on the prep sheet"))
        self._put.set_icon("x" if is_on else "corner-up-right")

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Put the columns under each other, or side by side."""
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def focus_hide(self) -> None:
        """Put the keyboard on the way back."""
        self._hide.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_put(self) -> None:
        self.put.emit(not self._is_on)

    def _add_column(self, title: str, theme: Theme) -> Label:
        words = Label("", theme, Role.NOTICE)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(labels.group(title, theme))
        column.addWidget(words)
        column.addStretch(1)
        self._columns.addLayout(column, 1)
        return words
