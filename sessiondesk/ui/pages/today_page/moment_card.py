"""When you have a moment: what could be done today."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.ui.pages.today_page.due import Due, DueKind
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_ICONS: Final = {DueKind.GOAL_REVIEW: "target", DueKind.SIGNS: "sprout"}


class MomentCard(Card):
    """A few lines, each with one quiet action; not there while nothing is due.

    Signals:
        begun: The person wants to do it: (what is due).
        put_off: The person does not want to see it again today: (what is due).
    """

    begun = Signal(object)
    put_off = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("When you have a moment"))
        self._theme = theme
        self._lines: list[_Line] = []
        self._shown: tuple[Due, ...] = ()

    def show_due(self, found: Sequence[Due]) -> None:
        """Show these lines."""
        self.setVisible(bool(found))
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            _Line(each, self._theme, is_first=place == 0) for place, each in enumerate(found)
        ]
        for line in self._lines:
            self.body.addWidget(line)
            line.begun.connect(self.begun)
            line.put_off.connect(self.put_off)


class _Line(QWidget):
    """One thing that is due.

    Signals:
        begun: The person wants to do it.
        put_off: Not today.
    """

    begun = Signal(object)
    put_off = Signal(object)

    def __init__(self, due: Due, theme: Theme, *, is_first: bool) -> None:
        super().__init__()
        self._due = due
        px = theme.px
        verb = self.tr("Look")
        self._begin = buttons.quiet(verb, theme)
        self._begin.set_height(32)
        self._begin.setAccessibleName(f"{verb}: {due.title}")
        self._not_today = QAction(self.tr("Not today"), self)
        self._menu = QMenu(self)
        self._menu.addAction(self._not_today)
        self._begin.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        words = QVBoxLayout()
        words.setSpacing(0)
        # Only a goal is in the person's own words.
        role = Role.OWN_LINE if due.kind is DueKind.GOAL_REVIEW else Role.BODY
        words.addWidget(Label(due.title[:300], theme, role, max_lines=2))
        words.addWidget(labels.caption(due.detail, theme))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        mark = IconMark(_ICONS[due.kind], theme, size=20, colour="accent")
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        if not is_first:
            column.addWidget(labels.Hairline(theme))
        column.addLayout(row)
        self._begin.clicked.connect(self._on_begin)
        self._not_today.triggered.connect(self._on_not_today)
        self._begin.customContextMenuRequested.connect(self._on_button_menu)
        self.customContextMenuRequested.connect(self._on_menu)

    def _on_begin(self) -> None:
        self.begun.emit(self._due)

    def _on_not_today(self) -> None:
        self.put_off.emit(self._due)

    def _on_menu(self, at: QPoint) -> None:
        self._menu.popup(self.mapToGlobal(at))

    def _on_button_menu(self, at: QPoint) -> None:
        self._menu.popup(self._begin.mapToGlobal(at))
