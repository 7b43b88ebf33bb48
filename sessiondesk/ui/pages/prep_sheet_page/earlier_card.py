"""The sheets that were taken: each can be opened again as it was."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import KeptSheet
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.wording_taken import in_list, taken

_SHOWN_AT_FIRST: Final = 4


class _EarlierLine(buttons.Button):
    """Opens one sheet."""

    def __init__(self, kept: KeptSheet, session: str, theme: Theme) -> None:
        # Short, for a button does not wrap; what it is called says all of it.
        super().__init__(in_list(kept), theme, buttons.Kind.QUIET, icon="file-text")
        name = taken(kept, session=session)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.set_height(32)
        self.sheet_id = kept.id


class EarlierCard(Card):
    """Lists earlier sheets, the one taken last first.

    Signals:
        opened: The identity of a sheet to look at.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 12), parent=parent)
        self.set_title(self.tr("Earlier sheets"))
        self._theme = theme
        self._sheets: Sequence[tuple[KeptSheet, str]] = ()
        self._lines: list[_EarlierLine] = []
        self._shows_all = False
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._all = buttons.quiet("", theme)
        self._all.set_height(32)
        self._all.clicked.connect(self._on_all)
        self.body.setSpacing(theme.px(2))
        self.body.addLayout(self._list)
        self.body.addWidget(self._all, 0, buttons.AT_START)
        self.hide()

    @property
    def is_empty(self) -> bool:
        """Whether none was taken yet."""
        return not self._sheets

    def show_sheets(self, sheets: Sequence[tuple[KeptSheet, str]]) -> None:
        """Show what was taken, each with the name of its session, which may be empty."""
        if [each.id for each, _ in sheets] == [each.id for each, _ in self._sheets]:
            return
        self._sheets = sheets
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the latest one."""
        if self._lines:
            self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        focused = next((each.sheet_id for each in self._lines if each.hasFocus()), None)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        shown = self._sheets if self._shows_all else self._sheets[:_SHOWN_AT_FIRST]
        self._lines = [_EarlierLine(kept, session, self._theme) for kept, session in shown]
        for line in self._lines:
            line.clicked.connect(self._on_line)
            self._list.addWidget(line, 0, buttons.AT_START)
            if line.sheet_id == focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._all.setText(self.tr("Show all %n", "", len(self._sheets)))
        self._all.setVisible(len(shown) < len(self._sheets))
        self.setVisible(bool(self._sheets))
        put_in_reading_order(self)

    def _on_all(self) -> None:
        self._shows_all = True
        self._show()
        self.focus_first()

    def _on_line(self) -> None:
        line = self.sender()
        if isinstance(line, _EarlierLine):
            self.opened.emit(line.sheet_id)
