"""Every value that was entered for a goal, to look at and to put right."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.goal import Goal, GoalValue
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_goals, wording_sessions
from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.log_rows import LogRows
from sessiondesk.ui.widgets.page_frame import Scroll

_AT_A_TIME: Final = 20


class ValuesDialog(QDialog):
    """Lists the values, newest first. Open it with ``open()``.

    Signals:
        change_asked: Another value should be entered for a day: (the value that is there).
    """

    change_asked = Signal(object)

    def __init__(self, goal: Goal, journal: Journal, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self._goal = goal
        self._journal = journal
        self._most = _AT_A_TIME
        self._shown: dict[str, GoalValue] = {}
        self._chosen: GoalValue | None = None
        self._retry: Callable[[], None] = self._read
        self.setWindowTitle(PROGRAM)
        self.setProperty("ground", "card")
        title = self.tr("What you entered")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(px(480), min(px(560), max(px(320), parent.window().height() - px(40))))
        self._rows = LogRows(theme, none_says=self.tr("Nothing yet."))
        self._older = buttons.quiet(self.tr("Show older values"), theme)
        self._older.set_height(32)
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._menu = QMenu(self)
        self._menu.addAction(self.tr("Change…")).triggered.connect(self._on_change)
        self._menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove)
        inside = QWidget()
        column = QVBoxLayout(inside)
        # Room for the focus ring, and for the scroll bar.
        column.setContentsMargins(px(4), px(4), px(14), px(4))
        column.addWidget(self._rows)
        column.addWidget(self._older, 0, buttons.AT_START)
        column.addStretch(1)
        close = buttons.second(self.tr("Close"), theme)
        close.set_height(44)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(20), px(24), px(20))
        whole.setSpacing(px(10))
        whole.addWidget(Label(title, theme, Role.HEADLINE))
        whole.addWidget(Label(wording_goals.in_short(goal.text), theme, Role.OWN_LINE))
        whole.addWidget(Scroll(inside, theme), 1)
        whole.addWidget(self._not_saved)
        whole.addLayout(foot)
        journal.changed.connect(self._on_changed)
        self._rows.more_asked.connect(self._on_more)
        self._older.clicked.connect(self._on_older)
        self._not_saved.retry.connect(self._on_again)
        self._read()

    def _read(self) -> None:
        try:
            values = self._journal.goals.current_values(self._goal)
        except StoreError as error:
            self._fail(error, self._read)
            return
        self._not_saved.clear()
        today = self._journal.today()
        newest = list(reversed(values))[: self._most]
        self._shown = {each.id: each for each in newest}
        self._rows.show_rows(
            [
                (
                    each.id,
                    self.tr("{day}: {value}").format(
                        day=wording_sessions.long_day(each.day, today=today),
                        value=wording_goals.with_unit(self._goal.measure, each.value),
                    ),
                    "",
                )
                for each in newest
            ]
        )
        self._older.setVisible(len(values) > len(newest))

    def _fail(self, error: StoreError, does: Callable[[], None]) -> None:
        self._retry = does
        self._not_saved.show_problem(error)

    def _on_again(self) -> None:
        self._retry()

    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.GOALS:
            self._read()

    def _on_older(self) -> None:
        self._most += 2 * _AT_A_TIME
        self._read()

    def _on_more(self, id_: str, button: QWidget) -> None:
        self._chosen = self._shown.get(id_)
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_change(self) -> None:
        if self._chosen is not None:
            self.change_asked.emit(self._chosen)

    def _on_remove(self) -> None:
        if self._chosen is not None:
            try:
                self._journal.goals.remove_value(self._chosen.id)
            except StoreError as error:
                self._fail(error, self._on_remove)
