"""What happened on the way to a goal: the lists of wins and of changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.goal import Win
from sessiondesk.ui import wording_goals, wording_sessions
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_DATES: Final = 92


class WinList(QWidget):
    """The wins of a goal, newest first, and the way to add one.

    Signals:
        add_asked: The person wants to write one down.
        change_asked: The person wants to word one differently: (its id).
        remove_asked: The person wants to remove one: (its id).
    """

    add_asked = Signal()
    change_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self._shown: Sequence[Win] | None = None
        self._asked = ""
        add = buttons.quiet(self.tr("Add"), theme)
        add.set_height(32)
        add.setAccessibleName(self.tr("Add a win"))
        add.clicked.connect(self.add_asked)
        head = QHBoxLayout()
        head.addWidget(labels.group(self.tr("Wins"), theme), 1)
        head.addWidget(add)
        self._menu = QMenu(self)
        self._change = QAction(self.tr("Change…"), self._menu)
        self._remove = QAction(self.tr("Remove"), self._menu)
        self._menu.addActions([self._change, self._remove])
        self._change.triggered.connect(self._on_change)
        self._remove.triggered.connect(self._on_remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addLayout(head)

    def show_wins(self, wins: Sequence[Win], *, today: date) -> None:
        """Show these."""
        if wins == self._shown:
            return
        self._shown = wins
        _clear(self._rows, self._column)
        for win in wins:
            row = self._row(win, today)
            self._rows.append(row)
            self._column.addWidget(row)
            row.show()

    def _row(self, win: Win, today: date) -> QWidget:
        theme = self._theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(10))
        top = Qt.AlignmentFlag.AlignTop
        mark = QVBoxLayout()
        mark.addSpacing(theme.px(5))
        mark.addWidget(IconMark("sprout", theme, size=18, colour="accent"))
        mark.addStretch(1)
        across.addLayout(mark)
        words = QVBoxLayout()
        words.addSpacing(theme.px(4))
        words.addWidget(labels.own_line(wording_goals.shown(win.text), theme))
        words.addStretch(1)
        across.addLayout(words, 1)
        day = wording_sessions.day_and_month(win.day, today=today)
        dated = QVBoxLayout()
        dated.addSpacing(theme.px(5))
        dated.addWidget(labels.caption(day, theme, wraps=False))
        dated.addStretch(1)
        across.addLayout(dated)
        name = self.tr("More for this win: {win}").format(win=wording_goals.in_short(win.text))
        more = buttons.icon_alone("ellipsis", name, theme)
        more.setToolTip(self.tr("More"))
        more.set_height(28)
        more.setObjectName(win.id)
        more.clicked.connect(self._on_more)
        across.addWidget(more, 0, top)
        return row

    def _on_more(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._asked = button.objectName()
            self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_change(self) -> None:
        self.change_asked.emit(self._asked)

    def _on_remove(self) -> None:
        self.remove_asked.emit(self._asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What was changed on one day for one reason."""

    day: date
    says: tuple[str, ...] = field(repr=False)
    reason: str = field(repr=False)


class ChangeList(QWidget):
    """How a goal has changed, newest first, down to how it began."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self._shown: Sequence[_Entry] | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(labels.group(self.tr("How it has changed"), theme))
        column.addLayout(self._grid)
        self._fit()
        theme.changed.connect(self._fit)

    def show_record(self, record: GoalRecord, *, today: date) -> None:
        """Show the changes of a goal."""
        entries = list(_entries(record, today=today))
        if entries == self._shown:
            return
        self._shown = entries
        _clear(self._rows, self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for place, entry in enumerate(entries):
            dated = Label(
                wording_goals.day_in_history(entry.day, today=today),
                self._theme,
                Role.NOTICE,
                colour="ink2",
            )
            said = QWidget()
            column = QVBoxLayout(said)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self._theme.px(2))
            for words in entry.says:
                column.addWidget(labels.label(words, self._theme))
            if entry.reason:
                column.addWidget(labels.quote(wording_goals.shown(entry.reason), self._theme))
            self._grid.addWidget(dated, place, 0, top)
            self._grid.addWidget(said, place, 1, top)
            self._rows += [dated, said]
            for widget in (dated, said):
                widget.show()

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(_DATES))
        self._grid.setHorizontalSpacing(self._theme.px(8))
        self._grid.setVerticalSpacing(self._theme.px(10))


def _entries(record: GoalRecord, *, today: date) -> Sequence[_Entry]:
    """Return the changes; those of one day with one reason are one entry."""
    entries: list[_Entry] = []
    for each in record.adjustments:
        says = wording_goals.change(each, today=today)
        if entries and (entries[-1].day, entries[-1].reason) == (each.made_on, each.reason):
            former = entries.pop()
            entries.append(_Entry(day=each.made_on, says=(*former.says, says), reason=each.reason))
        else:
            entries.append(_Entry(day=each.made_on, says=(says,), reason=each.reason))
    began = wording_goals.began(record.first_text)
    return [*entries, _Entry(day=record.goal.began_on, says=(began,), reason="")]


def _clear(rows: list[QWidget], layout: QVBoxLayout | QGridLayout) -> None:
    for row in rows:
        layout.removeWidget(row)
        row.hide()
        row.deleteLater()
    rows.clear()
