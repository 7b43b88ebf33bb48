"""When you have a moment: what could be done today."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.today_page import due
from sessiondesk.ui.pages.today_page.due import Due, DueKind
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from datetime import date

_ICONS: Final = {
    DueKind.MEASURES: "clipboard-list",
    DueKind.GOAL_REVIEW: "target",
    DueKind.SIGNS: "sprout",
    DueKind.REVIEW: "scale",
}


class MomentCard(Card):
    """A few lines, each with one quiet action; not there while nothing is due.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A goal that the person wants to look at (a ``Link``).
        begins_measure: A questionnaire that the person wants to fill in, by its id.
        failed: Something could not be kept: (the error, what tries again).
    """

    wants = Signal(str)
    opens = Signal(object)
    begins_measure = Signal(str)
    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("When you have a moment"))
        self._journal = journal
        self._theme = theme
        self._put_off: dict[str, date] = {}
        self._lines: list[_Line] = []
        self._shown: tuple[Due, ...] = ()

    def refresh(self) -> None:
        """Read again what is due."""
        today = self._journal.today()
        hidden = {id_ for id_, day in self._put_off.items() if day == today}
        self._show(due.find(self._journal, today, hidden=hidden))

    def _show(self, found: Sequence[Due]) -> None:
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
            line.begun.connect(self._on_begun)
            line.put_off.connect(self._on_put_off)

    def _on_begun(self, what: Due) -> None:
        if what.kind is DueKind.MEASURES:
            self.begins_measure.emit(what.id)
        elif what.kind in {DueKind.SIGNS, DueKind.REVIEW}:
            self.wants.emit(what.kind.value)
        else:
            self.opens.emit(Link(kind=Kind.GOAL, id=what.id))

    def _on_put_off(self, what: Due) -> None:
        if what.kind is DueKind.MEASURES:
            self._put_measures_off()
        else:
            self._put_off[what.id] = self._journal.today()
            self.refresh()

    def _put_measures_off(self) -> None:
        try:
            # The journal says so to whoever shows what is due, this card among them.
            self._journal.measures.put_off()
        except StoreError as error:
            self.failed.emit(error, self._put_measures_off)


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
        self._theme = theme
        px = theme.px
        self._begin = buttons.quiet(due.verb, theme)
        self._begin.set_height(32)
        self._begin.setAccessibleName(f"{due.verb}: {due.title}")
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        if not is_first:
            column.addWidget(labels.Hairline(theme))
        column.addLayout(row)
        if due.kind is DueKind.MEASURES:
            column.setSpacing(px(4))
            column.addLayout(self._choice())
        else:
            row.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignVCenter)
        self._begin.clicked.connect(self._on_begin)
        self._not_today.triggered.connect(self._on_not_today)
        self._begin.customContextMenuRequested.connect(self._on_button_menu)
        self.customContextMenuRequested.connect(self._on_menu)

    def _choice(self) -> QHBoxLayout:
        """Return both ways in plain view: not to be asked for a score is no hidden wish."""
        later = buttons.plain(self._not_today.text(), self._theme)
        later.set_height(32)
        later.setAccessibleName(f"{self._not_today.text()}: {self._due.title}")
        later.clicked.connect(self._on_not_today)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(later)
        row.addWidget(self._begin)
        return row

    def _on_begin(self) -> None:
        self.begun.emit(self._due)

    def _on_not_today(self) -> None:
        self.put_off.emit(self._due)

    def _on_menu(self, at: QPoint) -> None:
        self._menu.popup(self.mapToGlobal(at))

    def _on_button_menu(self, at: QPoint) -> None:
        self._menu.popup(self._begin.mapToGlobal(at))
