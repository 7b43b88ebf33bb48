"""What we agreed: things to do once, and practices with the days on which they were done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.ids import PracticeId
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import (
    DAYS_IN_A_WEEK,
    Practice,
    PracticeLog,
    PracticeState,
)
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.page import Link
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.practice_view import PracticeView
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick_list import TickLine, TickList

_ONCE = "0"


class AgreedCard(Card):
    """A tick list of what was agreed. A tick means: done with, whatever was agreed.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
        opens: A ``Link`` to the goal that something became.
    """

    failed = Signal(object, object)
    opens = Signal(object)

    def __init__(
        self, journal: Journal, question: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("What we agreed"))
        self._journal = journal
        self._theme = theme
        self._session: TherapySession | None = None
        self._chosen: PracticeId | None = None
        self._list = TickList(theme, more_name=self.tr("More for: {line}"))
        self._new = TextField(
            question,
            theme,
            placeholder=self.tr("Something to try…"),
            icon="plus",
            is_low=True,
            hides_label=True,
            most=10_000,
        )
        self._often = ChoiceBox(
            self.tr("How often"),
            [
                (str(days or 0), wording_sessions.rhythm(days))
                for days in (None, *range(1, DAYS_IN_A_WEEK + 1))
            ],
            theme,
            value=_ONCE,
            hides_label=True,
        )
        self._draft = LineDraft(self._new, "practice.new", "practice", journal, self)
        self._menu = QMenu(self)
        # Made once: a menu that is emptied keeps the menus inside it.
        self._rhythms = QMenu(self.tr("How often"), self)
        group = QActionGroup(self)
        for days in (None, *range(1, DAYS_IN_A_WEEK + 1)):
            action = self._rhythms.addAction(wording_sessions.rhythm(days))
            action.setCheckable(True)
            action.setData(days or 0)
            group.addAction(action)
        group.triggered.connect(self._on_often)
        often = labels.caption(self.tr("How often"), theme, wraps=False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(often)
        row.addWidget(self._often, 1)
        self.body.addWidget(self._list)
        self.body.addWidget(self._new)
        self.body.addLayout(row)
        self._list.ticked.connect(self._on_ticked)
        self._list.more_asked.connect(self._on_more)
        self._new.entered.connect(self._on_add)
        self._draft.failed.connect(self.failed)

    def show_session(self, session: TherapySession) -> None:
        """Show what was agreed in ``session``."""
        if self._session is None or self._session.id != session.id:
            self._draft.put_back(session.id)
        self._session = session
        found = self._journal.practices.of_session(session.id)
        self._list.show_lines([self._line(each) for each in found])
        self._list.setVisible(bool(found))

    def settle(self) -> None:
        """Keep what is being typed as a draft; only Enter adds it to the list.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return the line that is being typed, as a draft."""
        return self._draft.unsaved()

    def _line(self, each: Practice) -> TickLine:
        return TickLine(
            id=each.id,
            text=each.text,
            is_ticked=each.state is PracticeState.DONE,
            caption=self._where_it_stands(each),
        )

    def _where_it_stands(self, each: Practice) -> str:
        today = self._journal.today()
        if each.state is PracticeState.DONE and each.ended_on is not None:
            day = wording_sessions.day_and_month(each.ended_on, today=today)
            return self.tr("Done {day}").format(day=day)
        if each.state is PracticeState.DROPPED:
            return self.tr("Let go")
        if each.state is PracticeState.PAUSED:
            return self.tr("Paused")
        logs = self._journal.practices.logs(each.id, ending(today, days=DAYS_IN_A_WEEK))
        days = sorted({log.day for log in logs})
        if each.days_a_week is None and not days:
            return ""
        said = [
            wording_sessions.rhythm(each.days_a_week),
            wording_sessions.practice_line(each, len(days), agreed_in="")
            if each.days_a_week is not None
            else "",
            _on_days(days),
        ]
        return ". ".join(part for part in said if part)

    # What the person does.

    def _keep(self, keeps: Callable[[], object]) -> None:
        try:
            keeps()
        except StoreError as error:
            if self._session is not None:
                self.show_session(self._session)
            self.failed.emit(error, None)

    def _on_add(self) -> None:
        text = self._new.text.strip()
        if not text or self._session is None:
            return
        often = int(self._often.value)
        practice = Practice(
            text=text,
            agreed_on=min(self._session.day, self._journal.today()),
            days_a_week=often or None,
            session_id=self._session.id,
        )
        try:
            self._journal.practices.record(practice)
            self._draft.forget()
            self._often.value = _ONCE
        except StoreError as error:
            self.failed.emit(error, self._on_add)

    def _on_ticked(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        found = self._journal.practices.find(PracticeId(id_))
        if found is not None:
            self._set_state(found, PracticeState.DONE if on else PracticeState.GOING_ON)

    def _set_state(self, practice: Practice, state: PracticeState) -> None:
        is_over = state is not PracticeState.GOING_ON
        changed = replace(
            practice, state=state, ended_on=self._journal.today() if is_over else None
        )
        self._keep(partial(self._journal.practices.record, changed))

    def _on_more(self, id_: str, button: QWidget) -> None:
        found = self._journal.practices.find(PracticeId(id_))
        if found is None:
            return
        self._chosen = found.id
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Log today…")).triggered.connect(self._on_log)
        menu.addAction(self.tr("Days and log…")).triggered.connect(self._on_view)
        for action in self._rhythms.actions():
            action.setChecked(action.data() == (found.days_a_week or 0))
        menu.addMenu(self._rhythms)
        menu.addAction(self.tr("Change the words…")).triggered.connect(self._on_reword)
        has_goal = self._goal_of(found) is not None
        goal = self.tr("Show its goal") if has_goal else self.tr("Make it a goal")
        menu.addAction(goal).triggered.connect(self._on_goal)
        menu.addSeparator()
        if found.state is PracticeState.GOING_ON:
            menu.addAction(self.tr("Let it go")).triggered.connect(self._on_let_go)
        menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _picked(self) -> Practice | None:
        return None if self._chosen is None else self._journal.practices.find(self._chosen)

    def _on_log(self) -> None:
        found = self._picked()
        if found is not None:
            dialog = PracticeDialog(found.text, found.id, self._journal, self._theme, self)
            dialog.given.connect(self._on_logged)
            dialog.open()

    def _on_logged(self, helped: int | None, obstacle: str) -> None:
        if self._chosen is None:
            return
        entry = PracticeLog(
            practice_id=self._chosen,
            done_at=self._journal.now(),
            day=self._journal.today(),
            helped=helped,
            obstacle=obstacle,
        )
        self._keep(partial(self._journal.practices.log, entry))

    def _on_often(self, chosen: QAction) -> None:
        found = self._picked()
        if found is not None:
            days = int(chosen.data()) or None
            changed = replace(found, days_a_week=days)
            self._keep(partial(self._journal.practices.record, changed))

    def _on_view(self) -> None:
        if self._chosen is not None:
            view = PracticeView(self._chosen, self._journal, self._theme, self)
            view.opens.connect(self.opens)
            view.open()

    def _on_goal(self) -> None:
        found = self._picked()
        if found is None:
            return
        goal = self._goal_of(found)
        if goal is None:
            goal = _as_goal(found, self._journal.today())
            try:
                self._journal.goals.record(goal)
            except StoreError as error:
                self.failed.emit(error, self._on_goal)
                return
        self.opens.emit(Link(kind=Kind.GOAL, id=goal.id))

    def _goal_of(self, practice: Practice) -> Goal | None:
        """Return the goal that counts the days of a practice, if there is one."""
        return next(
            (each for each in self._journal.goals.all() if each.practice_id == practice.id), None
        )

    def _on_reword(self) -> None:
        found = self._picked()
        if found is not None:
            RewordDialog(
                self.tr("Say it differently?"),
                found.text,
                ("practice.words", Kind.PRACTICE, found.id),
                self._journal,
                self._theme,
                keep=self._reword,
                parent=self,
            ).open()

    def _reword(self, text: str) -> None:
        found = self._picked()
        if found is not None:
            self._journal.practices.record(replace(found, text=text))

    def _on_let_go(self) -> None:
        found = self._picked()
        if found is not None:
            self._set_state(found, PracticeState.DROPPED)

    def _on_remove(self) -> None:
        if self._chosen is not None:
            self._keep(partial(self._journal.practices.remove, self._chosen))


def _as_goal(practice: Practice, today: date) -> Goal:
    """Return the goal that something agreed becomes; what repeats is counted in days a week."""
    if practice.days_a_week is None:
        return Goal(text=practice.text, began_on=today)
    return Goal(
        text=practice.text,
        began_on=today,
        measure=Measure.PRACTICE_DAYS,
        practice_id=practice.id,
        aim=practice.days_a_week,
    )


def _on_days(days: list[date]) -> str:
    return ", ".join(wording_sessions.short_weekday(day) for day in days)
