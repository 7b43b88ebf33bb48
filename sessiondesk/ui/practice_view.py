"""One practice with its weeks and its log, to look at and to put right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.ids import PracticeId, PracticeLogId
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice, PracticeState
from sessiondesk.insights.goal_weeks import days_each_week
from sessiondesk.insights.weekly import monday_of
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import practice_asking, wording_practices, wording_sessions
from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.page import Link
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.log_rows import LogRows
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.table import Cell, Column, DataTable

_WEEKS: Final = 8
_AT_A_TIME: Final = 10
_ONCE: Final = 0
_LONGEST: Final = 600
_SHOWN: Final = {Topic.PRACTICES, Topic.SESSIONS}


class PracticeView(QDialog):
    """Shows how a practice went, week by week and entry by entry. Open it with ``open()``.

    Signals:
        opens: A ``Link`` to the session it was agreed in.
    """

    opens = Signal(object)

    def __init__(
        self, practice_id: PracticeId, journal: Journal, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self._id = practice_id
        self._journal = journal
        self._theme = theme
        self._most = _AT_A_TIME
        self._chosen: PracticeLogId | None = None
        self._retry: Callable[[], object] | None = None
        self.setWindowTitle(PROGRAM)
        self.setProperty("ground", "card")
        self.setAccessibleName(self.tr("A practice"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(px(560), min(px(640), max(px(400), parent.window().height() - px(40))))
        self._words = Label("", theme, Role.HEADLINE, max_lines=6)
        self._stands = labels.quiet("", theme)
        self._to_session = buttons.quiet(self.tr("Open the session"), theme)
        self._to_session.set_height(32)
        self._log_now = buttons.main(self.tr("Log today…"), theme, icon="check")
        self._earlier = buttons.second(self.tr("Log an earlier day…"), theme, icon="calendar")
        self._earlier.set_height(44)
        self._more = buttons.icon_alone("ellipsis", self.tr("More for this practice"), theme)
        self._often = ChoiceBox(
            self.tr("How often"),
            [
                (str(days or _ONCE), wording_sessions.rhythm(days))
                for days in (None, *range(1, DAYS_IN_A_WEEK + 1))
            ],
            theme,
            value=str(_ONCE),
        )
        self._table = DataTable(self.tr("Days a week"), theme)
        self._table.setFixedHeight(px(36 * (_WEEKS + 1) + 4))
        self._entries = LogRows(theme, none_says=self.tr("Nothing logged yet."))
        self._older = buttons.quiet(self.tr("Show older entries"), theme)
        self._older.set_height(32)
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._words, 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        doing = QHBoxLayout()
        doing.setSpacing(px(12))
        doing.addWidget(self._log_now)
        doing.addWidget(self._earlier)
        doing.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        # Room for the focus ring, and for the scroll bar.
        column.setContentsMargins(px(4), px(4), px(14), px(4))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self._stands)
        column.addWidget(self._to_session, 0, buttons.AT_START)
        column.addLayout(doing)
        column.addWidget(self._often)
        column.addWidget(Hairline(theme))
        column.addWidget(labels.group(self.tr("Week by week"), theme))
        column.addWidget(self._table)
        column.addWidget(Hairline(theme))
        column.addWidget(labels.group(self.tr("How it went"), theme))
        column.addWidget(self._entries)
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
        whole.setSpacing(px(12))
        whole.addWidget(Scroll(inside, theme), 1)
        whole.addWidget(self._not_saved)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._log_now.clicked.connect(self._on_log)
        self._earlier.clicked.connect(self._on_earlier)
        self._more.clicked.connect(self._on_more)
        self._often.picked.connect(self._on_often)
        self._to_session.clicked.connect(self._on_session)
        self._entries.more_asked.connect(self._on_entry)
        self._older.clicked.connect(self._on_older)
        self._not_saved.retry.connect(self._on_again)

    # Showing.

    def _read(self) -> None:
        try:
            practice = self._journal.practices.find(self._id)
            if practice is not None:
                self._show(practice)
        except StoreError as error:
            self._fail(error, self._read)
            return
        if practice is None:
            self.reject()

    def _show(self, practice: Practice) -> None:
        today = self._journal.today()
        self._words.setText(practice.text[:_LONGEST])
        agreed = (
            None
            if practice.session_id is None
            else self._journal.sessions.find(practice.session_id)
        )
        number = None if agreed is None else self._journal.sessions.number_of(agreed)
        self._to_session.setVisible(agreed is not None)
        self._stands.setText(
            wording_practices.standing(
                practice, agreed_in=wording_practices.agreed_in(number), today=today
            )
        )
        self._often.value = str(practice.days_a_week or _ONCE)
        self._show_weeks(practice)
        entries = self._journal.practices.last_logs(practice.id, most=self._most)
        self._entries.show_rows(
            [
                (each.id, wording_practices.logged(each, today=today), each.obstacle)
                for each in entries
            ]
        )
        self._older.setVisible(self._journal.practices.count_logs(practice.id) > len(entries))

    def _show_weeks(self, practice: Practice) -> None:
        today = self._journal.today()
        first = monday_of(today) - timedelta(weeks=_WEEKS - 1)
        span = Period(first=first, last=today)
        logs = self._journal.practices.logs(practice.id, span)
        counted = days_each_week((each.day for each in logs), span)
        rows = [
            (
                wording_practices.week(monday, today=today),
                wording_practices.days(count),
                wording_practices.mean_helped(
                    [
                        each.helped
                        for each in logs
                        if each.helped is not None and monday_of(each.day) == monday
                    ]
                ),
            )
            for monday, count in reversed(counted)
            if monday >= monday_of(practice.agreed_on) or count
        ]
        columns = [
            Column(title=self.tr("Week from")),
            Column(title=self.tr("Days"), is_figure=True),
            Column(title=self.tr("Helped, 0 to 10 (times)"), is_figure=True),
        ]
        self._table.set_table(columns, [[Cell(text=text) for text in row] for row in rows])
        self._table.setFixedHeight(self._theme.px(36) * (len(rows) + 1) + self._theme.px(4))

    # What the person does.

    def _do(self, does: Callable[[], object]) -> None:
        try:
            does()
        except StoreError as error:
            self._fail(error, does)
        else:
            self._not_saved.clear()

    def _fail(self, error: StoreError, does: Callable[[], object]) -> None:
        self._retry = does
        self._not_saved.show_problem(error)

    def _on_again(self) -> None:
        if self._retry is not None:
            self._do(self._retry)

    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self._read()

    def _with_practice(self, does: Callable[[Practice], object]) -> None:
        try:
            practice = self._journal.practices.find(self._id)
        except StoreError as error:
            self._fail(error, self._read)
            return
        if practice is not None:
            self._do(partial(does, practice))

    def _on_log(self) -> None:
        self._with_practice(self._ask_today)

    def _ask_today(self, practice: Practice) -> None:
        practice_asking.ask_today(self._journal, practice, self._theme, self)

    def _on_earlier(self) -> None:
        self._with_practice(self._ask_for_a_day)

    def _ask_for_a_day(self, practice: Practice) -> None:
        practice_asking.ask_for_a_day(self._journal, practice, self._theme, self)

    def _on_often(self, days: str) -> None:
        self._with_practice(partial(self._set_often, int(days) or None))

    def _set_often(self, days: int | None, practice: Practice) -> None:
        self._journal.practices.record(replace(practice, days_a_week=days))

    def _on_session(self) -> None:
        self._with_practice(self._open_session)

    def _open_session(self, practice: Practice) -> None:
        if practice.session_id is not None:
            self.opens.emit(Link(kind=Kind.THERAPY_SESSION, id=practice.session_id))
            self.accept()

    def _on_older(self) -> None:
        self._most += 2 * _AT_A_TIME
        self._read()

    def _on_more(self) -> None:
        self._with_practice(self._show_menu)

    def _show_menu(self, practice: Practice) -> None:
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Change the words…")).triggered.connect(self._on_reword)
        menu.addSeparator()
        for state, words in (
            (PracticeState.GOING_ON, self.tr("Take it up again")),
            (PracticeState.PAUSED, self.tr("Pause it")),
            (PracticeState.DONE, self.tr("Done with it")),
            (PracticeState.DROPPED, self.tr("Let it go")),
        ):
            if state is not practice.state:
                action = menu.addAction(words)
                action.setData(state.value)
                action.triggered.connect(self._on_state)
        menu.addSeparator()
        menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_state(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            state = PracticeState(action.data())
            self._with_practice(partial(self._set_state, state))

    def _set_state(self, state: PracticeState, practice: Practice) -> None:
        self._journal.practices.end(practice, state)

    def _on_remove(self) -> None:
        self._do(partial(self._journal.practices.remove, self._id))

    def _on_reword(self) -> None:
        self._with_practice(self._ask_for_words)

    def _ask_for_words(self, practice: Practice) -> None:
        RewordDialog(
            self.tr("Say it differently?"),
            practice.text,
            ("practice.words", Kind.PRACTICE, practice.id),
            self._journal,
            self._theme,
            keep=partial(self._reword, practice),
            parent=self,
        ).open()

    def _reword(self, practice: Practice, text: str) -> None:
        self._journal.practices.record(replace(practice, text=text))

    # Entries of the log.

    def _on_entry(self, id_: str, button: QWidget) -> None:
        self._chosen = PracticeLogId(id_)
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Change…")).triggered.connect(self._on_change_entry)
        menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove_entry)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_change_entry(self) -> None:
        self._with_practice(self._ask_again)

    def _ask_again(self, practice: Practice) -> None:
        for entry in self._journal.practices.last_logs(practice.id, most=self._most):
            if entry.id == self._chosen:
                practice_asking.ask_again(self._journal, practice, entry, self._theme, self)

    def _on_remove_entry(self) -> None:
        if self._chosen is not None:
            self._do(partial(self._journal.practices.remove_log, self._chosen))
