"""One goal's page: its words, the measure over weeks, what to do, wins, how it has changed."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.goal import GoalState, Measure
from sessiondesk.domain.prompts import Prompts
from sessiondesk.ui import wording_goals, wording_sessions
from sessiondesk.ui.pages.goals_page.goal_asking import Asked
from sessiondesk.ui.pages.goals_page.goal_links import GoalLinks
from sessiondesk.ui.pages.goals_page.goal_record import NEXT_REVIEW, GoalRecord
from sessiondesk.ui.pages.goals_page.goal_steps import ChangeList, WinList
from sessiondesk.ui.pages.goals_page.measure_view import MeasureView
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.wording import number

_MOST_LINES: Final = 12


class GoalDetail(QWidget):
    """Shows one goal whole.

    Signals:
        asked: What the person wants to do with it, an ``Asked``.
        table_wanted: The table should be shown (True), or the chart.
        goal_wanted: Another goal should be shown: (its id).

    Attributes:
        wins: The list of wins.
        changes: How it has changed.
    """

    asked = Signal(object)
    table_wanted = Signal(bool)
    goal_wanted = Signal(str)

    def __init__(self, theme: Theme, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prompts = prompts
        self._headline = Label("", theme, Role.HEADLINE, max_lines=_MOST_LINES)
        self._more = buttons.icon_alone("ellipsis", self.tr("More for this goal"), theme)
        self._since = labels.quiet("", theme)
        self._bring_up = buttons.quiet(self.tr("Bring up"), theme, icon="corner-up-right")
        self._links = GoalLinks(theme)
        self._state = labels.label("", theme)
        self._closing = labels.quote("", theme)
        self._review_due = Notice(Kind.CARE, "", "", theme, icon="calendar-clock")
        self._measure = MeasureView(theme)
        self._log = buttons.main(self.tr("Log today"), theme, icon="check")
        self._adjust = buttons.second(self.tr("Adjust…"), theme, icon="pencil")
        self._adjust.set_height(44)
        self._to_today = buttons.second(self.tr("Open today’s check-in"), theme, icon="sun")
        self._to_today.set_height(44)
        self._take_up = buttons.second(self.tr("Take it up again"), theme, icon="refresh-cw")
        self._done = QWidget()
        self._done_says = labels.label("", theme)
        self._take_back = buttons.quiet(self.tr("Take it back"), theme)
        self._review = QWidget()
        self._review_says = Label("", theme, Role.BODY_QUIET, wraps=False)
        self.wins = WinList(theme)
        self.changes = ChangeList(theme)
        self._menu = QMenu(self)
        self._doing = {
            asked: QAction(words, self._menu)
            for asked, words in (
                (Asked.REVIEW, self.tr("Review it now…")),
                (Asked.VALUES, self.tr("What I entered…")),
                (Asked.PRACTICE, self.tr("Days and log of the practice…")),
                (Asked.CLOSING_WORDS, self.tr("Change the words on it…")),
                (Asked.REACHED, self.tr("Reached…")),
                (Asked.LET_GO, self.tr("Let go…")),
                (Asked.TAKE_UP, self.tr("Take it up again")),
                (Asked.REMOVE, self.tr("Remove…")),
            )
        }
        self._menu.addActions(list(self._doing.values()))
        self._lay_out()
        self._connect()

    def show_record(self, record: GoalRecord, *, today: date) -> None:
        """Show a goal, or the same one as it is now."""
        goal = record.goal
        over = goal.state.is_on_shelf
        self._headline.setText(wording_goals.shown(goal.text))
        self._since.setText(wording_goals.since(goal, record.serves, today=today))
        state = wording_goals.state_since(goal.state, record.state_since, today=today)
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._closing.setText(wording_goals.shown(goal.closing_words))
        self._closing.setVisible(over and bool(goal.closing_words.strip()))
        self._measure.show_record(record, today=today)
        self._show_review(record, today)
        self._show_doing(record)
        self.wins.show_wins(record.wins, today=today)
        self.changes.show_record(record, today=today)
        self._links.show_record(record)
        offered = _offered(record)
        for asked, action in self._doing.items():
            action.setVisible(asked in offered)

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        self._measure.show_table(is_table)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Put the next review under the buttons instead of beside them, or back."""
        direction = QBoxLayout.Direction
        self._acting.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _show_review(self, record: GoalRecord, today: date) -> None:
        on = record.review_on
        is_due = on is not None and on <= today
        self._review_due.setVisible(is_due)
        self._review.setVisible(on is not None and not is_due)
        if on is None:
            return
        words = wording_goals.review(on, today)
        self._review_says.setText(words)
        is_near = wording_goals.is_review_near(on, today)
        self._review_says.set_colour("care_ink" if is_near else "ink2")
        self._review_mark.set_icon("calendar-clock", "care_ink" if is_near else "ink2")
        next_on = today + NEXT_REVIEW[record.goal.horizon]
        asks = " ".join(self._prompts.goals.check)
        says = self.tr("{questions} The next look would be on {day}.").format(
            questions=asks, day=wording_sessions.day_and_month(next_on, today=today)
        )
        self._review_due.set_words(words, says)

    def _show_doing(self, record: GoalRecord) -> None:
        goal = record.goal
        over = goal.state.is_on_shelf
        is_tag = goal.measure is Measure.TAG_DAYS
        done = self._said_today(record)
        is_logged = goal.measure is Measure.PRACTICE_DAYS and record.log_today is not None
        # Without its practice there is nothing to log into.
        is_gone = goal.measure is Measure.PRACTICE_DAYS and not record.counted
        focused = self._log.hasFocus()
        self._log.setVisible(not (over or is_tag or is_logged or is_gone))
        self._log.setText(
            self.tr("Change today’s") if record.value_today is not None else self.tr("Log today")
        )
        self._done.setVisible(not over and bool(done))
        self._done_says.setText(done)
        self._take_back.setVisible(is_logged)
        self._to_today.setVisible(is_tag and not over)
        self._adjust.setVisible(not over)
        self._take_up.setVisible(over)
        if focused and self._log.isHidden():
            self._take_back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _said_today(self, record: GoalRecord) -> str:
        """Say what was logged today; empty: nothing."""
        if record.value_today is not None:
            value = wording_goals.with_unit(record.goal.measure, record.value_today.value)
            return self.tr("Today: {value}").format(value=value)
        entry = record.log_today
        if entry is None or record.goal.measure is not Measure.PRACTICE_DAYS:
            return ""
        if entry.helped is None:
            return self.tr("Logged today")
        return self.tr("Logged today, helped {helped} of 10").format(helped=number(entry.helped))

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self._headline, 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        look = self._review_due.add_action(self.tr("Review it…"), icon="target")
        look.clicked.connect(self._on_review)
        done = QHBoxLayout(self._done)
        done.setContentsMargins(0, 0, 0, 0)
        done.setSpacing(px(8))
        done.addWidget(IconMark("check", theme, size=18, colour="accent"))
        done.addWidget(self._done_says)
        done.addWidget(self._take_back)
        self._review_mark = IconMark("calendar-clock", theme, size=18)
        review = QHBoxLayout(self._review)
        review.setContentsMargins(0, 0, 0, 0)
        review.setSpacing(px(8))
        review.addWidget(self._review_mark)
        review.addWidget(self._review_says)
        review.addStretch(1)
        doing = Flow(spacing=px(12))
        ways = (self._log, self._to_today, self._take_up, self._adjust, self._bring_up)
        for widget in (*ways, self._done):
            doing.add(widget)
        self._acting = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acting.setSpacing(px(12))
        self._acting.addWidget(doing, 1)
        self._acting.addWidget(self._review)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addLayout(head)
        words.addWidget(self._since)
        words.addWidget(self._links)
        words.addWidget(self._state)
        words.addWidget(self._closing)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(4), px(10), px(8))
        column.setSpacing(px(12))
        column.addLayout(words)
        column.addWidget(self._review_due)
        column.addWidget(self._measure)
        column.addLayout(self._acting)
        column.addWidget(Hairline(theme))
        column.addWidget(self.wins)
        column.addWidget(Hairline(theme))
        column.addWidget(self.changes)
        column.addStretch(1)

    def _connect(self) -> None:
        self._measure.table_wanted.connect(self.table_wanted)
        self._more.clicked.connect(self._on_more)
        self._log.clicked.connect(self._on_log)
        self._adjust.clicked.connect(self._on_adjust)
        self._take_back.clicked.connect(self._on_take_back)
        self._to_today.clicked.connect(self._on_to_today)
        self._take_up.clicked.connect(self._on_take_up)
        self._bring_up.clicked.connect(self._on_bring_up)
        self._links.picked.connect(self.goal_wanted)
        for action in self._doing.values():
            action.triggered.connect(self._on_done)

    def _on_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_done(self) -> None:
        for asked, action in self._doing.items():
            if action is self.sender():
                self.asked.emit(asked)

    def _on_log(self) -> None:
        self.asked.emit(Asked.LOG)

    def _on_adjust(self) -> None:
        self.asked.emit(Asked.ADJUST)

    def _on_review(self) -> None:
        self.asked.emit(Asked.REVIEW)

    def _on_bring_up(self) -> None:
        self.asked.emit(Asked.BRING_UP)

    def _on_take_back(self) -> None:
        self.asked.emit(Asked.TAKE_BACK)

    def _on_to_today(self) -> None:
        self.asked.emit(Asked.GO_TO_TODAY)

    def _on_take_up(self) -> None:
        self.asked.emit(Asked.TAKE_UP)


def _offered(record: GoalRecord) -> set[Asked]:
    """Return what the menu offers for a goal."""
    goal = record.goal
    offered = {Asked.REMOVE}
    if goal.measure.is_entered:
        offered.add(Asked.VALUES)
    if goal.measure is Measure.PRACTICE_DAYS and record.counted:
        offered.add(Asked.PRACTICE)
    if goal.state.is_on_shelf:
        return offered | {Asked.TAKE_UP, Asked.CLOSING_WORDS}
    if goal.state is GoalState.ACTIVE:
        offered.add(Asked.REVIEW)
    return offered | {Asked.REACHED, Asked.LET_GO}
