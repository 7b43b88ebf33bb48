"""What happened on the way to a goal: the lists of wins and of changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.goal import Adjusted, Adjustment, Win
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
    made: tuple[Adjustment, ...] = ()

    def and_also(self, says: str, adjustment: Adjustment) -> "_Entry":
        """Return it with one more change."""
        return replace(self, says=(*self.says, says), made=(*self.made, adjustment))


class ChangeList(QWidget):
    """How a goal has changed, newest first, down to how it began.

    Signals:
        reason_asked: The person wants to give another reason: (the adjustments).
        forget_asked: The person wants it out of the history: (the adjustments).
    """

    reason_asked = Signal(object)
    forget_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self._shown: list[_Entry] = []
        self._asked: tuple[Adjustment, ...] = ()
        self._menu = QMenu(self)
        self._reason = QAction(self.tr("Change the reason…"), self._menu)
        self._forget = QAction(self.tr("Remove from the history"), self._menu)
        self._menu.addActions([self._reason, self._forget])
        self._reason.triggered.connect(self._on_reason)
        self._forget.triggered.connect(self._on_forget)
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
            row: list[QWidget] = [dated, said]
            if entry.made:
                row.append(self._more(place, entry))
            for across, widget in enumerate(row):
                self._grid.addWidget(widget, place, across, top)
                widget.show()
            self._rows += row

    def _more(self, place: int, entry: _Entry) -> QWidget:
        name = self.tr("More for this change: {change}").format(change=entry.says[0])
        more = buttons.icon_alone("ellipsis", name, self._theme)
        more.setToolTip(self.tr("More"))
        more.set_height(28)
        more.setObjectName(str(place))
        more.clicked.connect(self._on_more)
        return more

    def _on_more(self) -> None:
        button = self.sender()
        if isinstance(button, QWidget):
            self._asked = self._shown[int(button.objectName())].made
            # Without it, values of another measure would be taken for those of this one.
            keeps = any(each.what is Adjusted.MEASURE for each in self._asked)
            self._forget.setVisible(not keeps)
            self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_reason(self) -> None:
        self.reason_asked.emit(self._asked)

    def _on_forget(self) -> None:
        self.forget_asked.emit(self._asked)

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(_DATES))
        self._grid.setHorizontalSpacing(self._theme.px(8))
        self._grid.setVerticalSpacing(self._theme.px(10))


def _entries(record: GoalRecord, *, today: date) -> Sequence[_Entry]:
    """Return the changes; those of one day with one reason are one entry."""
    entries: list[_Entry] = []
    for each in record.adjustments:
        says = wording_goals.change(each, today=today, names=record.names)
        if entries and (entries[-1].day, entries[-1].reason) == (each.made_on, each.reason):
            entries.append(entries.pop().and_also(says, each))
        else:
            entries.append(
                _Entry(day=each.made_on, says=(says,), reason=each.reason, made=(each,))
            )
    began = wording_goals.began(record.first_text)
    return [*entries, _Entry(day=record.goal.began_on, says=(began,), reason="")]


def _clear(rows: list[QWidget], layout: QVBoxLayout | QGridLayout) -> None:
    for row in rows:
        layout.removeWidget(row)
        row.hide()
        row.deleteLater()
    rows.clear()
