"""Sessions: which ones took place, the list of them, and the page of one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import AfterwardsId, CourseId, TherapySessionId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.therapy_session import Appointment, TherapySession
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import form_draft, wording_sessions
from sessiondesk.ui.pages.sessions_page import around, session_rows
from sessiondesk.ui.pages.sessions_page.appointment_acts import Act, AppointmentActs
from sessiondesk.ui.pages.sessions_page.course_form import FirstCourseCard
from sessiondesk.ui.pages.sessions_page.course_menu import CourseMenu
from sessiondesk.ui.pages.sessions_page.session_list import SessionList
from sessiondesk.ui.pages.sessions_page.session_sheet import SessionSheet
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.attendance_strip import AttendanceStrip
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.page_frame import PageFrame, Scroll

_LIST: Final = 260


class SessionsPage(QWidget):
    """What happens in therapy, appointment by appointment.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A ``Link`` to a record on another page.
        brings_up: A ``BringUpOffer``.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._course: Course | None = None
        self._sessions: Sequence[Appointment] = ()
        self._chosen: TherapySessionId | None = None
        self._first: FirstCourseCard | None = None
        self._retry: Callable[[], None] | None = None
        self._shows_list = self._shows_all_coming = False
        self._frame = PageFrame(self.tr("Sessions"), theme, scrolls=False)
        self._all = buttons.second(self.tr("All sessions"), theme, icon="list")
        self._add = buttons.second(self.tr("Add appointment"), theme, icon="calendar-plus")
        self._more = CourseMenu(journal, theme)
        self._acts = AppointmentActs(journal, theme, self)
        self._not_saved = NotSavedBar(theme)
        self._strip = AttendanceStrip(theme)
        self._strip_card = Card(theme, padding=(16, 10))
        self._list = SessionList(theme)
        self._list_card = Card(theme, padding=(4, 8))
        self._sheet = SessionSheet(journal, theme, prompts)
        # The session beside the room that its scroll bar takes from the page's margin.
        self._beside_bar = QWidget()
        self._scroll = Scroll(self._beside_bar, theme)
        self._empty_add = buttons.main(self.tr("Add appointment"), theme, icon="calendar-plus")
        self._empty = EmptyState(
            "messages-square",
            self.tr("No appointments yet"),
            self.tr(
                "Add the next one, or one that has been. A day and a time are enough; what "
                "you bring and what you take away has its place here."
            ),
            theme,
            [self._empty_add],
        )
        self._lay_out()
        self._connect()
        self.refresh()

    # What the window asks.

    def refresh(self) -> None:
        """Read everything again."""
        courses = self._journal.courses.all()
        known = {each.id: each for each in courses}
        shown = None if self._course is None else known.get(self._course.id)
        course = shown or self._journal.courses.current() or next(iter(courses), None)
        self._course = course
        self._more.show_course(course, is_one_of=len(courses))
        self._sessions = () if course is None else self._journal.sessions.outline(course.id)
        self._show()

    def settle(self) -> None:
        """Make what is being typed part of the session.

        Raises:
            StoreError: It was not kept; the words stay in their editor, and the page says so.
        """
        try:
            self._sheet.settle()
            form_draft.settle_in(self)
        except StoreError as error:
            self._on_failed(error, self._sheet.settle)
            raise

    def unsaved(self) -> list[Draft]:
        """Return the words that were not kept, as drafts."""
        return [*self._sheet.unsaved(), *form_draft.unsaved_in(self)]

    def focus_first(self) -> None:
        """Put the keyboard into the list, or into the form while there is no course."""
        if self._course is None:
            self._first_card().setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._sessions:
            self._empty_add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._list.isVisible():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._sheet.focus_first()

    def open_session(self, session_id: TherapySessionId) -> None:
        """Show one therapy session, whichever course it belongs to."""
        found = self._journal.sessions.find(session_id)
        if found is None or not self._settled():
            return
        is_here = self._course is not None and self._course.id == found.course_id
        self._chosen = found.id
        if is_here and self._list.choose(found.id):
            # From one to the other nothing of what is around them has changed.
            self._sheet.show_session(found, self._sheet.around)
            self._fit()
        else:
            self._course = self._journal.courses.find(found.course_id)
            self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a therapy session, or the one after which something was noted."""
        if kind is Kind.AFTERWARDS:
            noted = self._journal.afterwards.find(AfterwardsId(record_id))
            record_id = "" if noted is None else noted.session_id
        self.open_session(TherapySessionId(record_id))

    def plan_break(self) -> None:
        """Ask about the breaks of the therapy that goes on."""
        self._try(self._more.plan_break)

    # Showing.

    def _show(self) -> None:
        course, today = self._course, self._journal.today()
        has_course, has_sessions = course is not None, bool(self._sessions)
        if not has_course or self._first is not None:
            self._first_card().setVisible(not has_course)
        self._empty.setVisible(has_course and not has_sessions)
        self._strip_card.setVisible(has_sessions)
        self._parts.setVisible(has_sessions)
        self._add.setVisible(has_course and has_sessions)
        self._frame.set_title(
            self.tr("Sessions"),
            "" if course is None else wording_sessions.about(course, today=today),
        )
        if course is None or not has_sessions:
            self._fit()
            return
        now = self._journal.now()
        others = around.look(course, self._sessions, now)
        shown = self._shown_session()
        self._chosen = shown.id
        self._strip.set_marks(
            session_rows.marks(course, self._sessions, others.numbers, today=today),
            wording_sessions.attendance(self._sessions, today=today),
            wording_sessions.not_held(self._sessions, today=today),
        )
        until = None if self._shows_all_coming else shown.ends_at
        rows = session_rows.rows(self._sessions, others.numbers, now=now, today=today, until=until)
        self._list.show_rows(rows, chosen=shown.id)
        self._sheet.show_session(shown, others)
        self._fit()

    def _first_card(self) -> FirstCourseCard:
        """Return the card for the first course; most journals never need it again."""
        if self._first is None:
            self._first = FirstCourseCard(self._journal, self._theme)
            self._first.given.connect(self._on_course)
            self._first.failed.connect(self._on_failed)
            self._frame.body.insertWidget(1, self._first)
        return self._first

    def _shown_session(self) -> TherapySession:
        """Return the session to show: the one chosen, or the one a person came for."""
        came_for = around.came_for(self._sessions, self._journal.now())
        chosen = next((each for each in self._sessions if each.id == self._chosen), came_for)
        found = self._journal.sessions.find(chosen.id)
        if found is None:
            raise StoreDamagedError  # nobody else writes: it tells two stories
        return found

    def _lay_out(self) -> None:
        # From the outside in: what is put into its place while that is nowhere itself has to
        # be told of all of it again and again.
        px = self._theme.px
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        for action in (self._all, self._add, self._more):
            self._frame.add_action(action)
        self._parts = QWidget()
        self._above = QVBoxLayout()
        self._above.setSpacing(px(16))
        body = self._frame.body
        body.addLayout(self._above)
        body.addWidget(self._parts, 1)
        body.addStretch(0)
        for widget in (self._not_saved, self._empty, self._strip_card):
            self._above.addWidget(widget)
        self._strip_card.body.addWidget(self._strip)
        parts = QHBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(px(20))
        parts.addWidget(self._list_card)
        parts.addWidget(self._scroll, 1)
        self._list_card.body.addWidget(self._list)
        self._list_card.setAccessibleName(self.tr("All sessions"))
        beside_bar = QVBoxLayout(self._beside_bar)
        beside_bar.setContentsMargins(0, 0, 0, 0)
        beside_bar.addWidget(self._sheet)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit_edges)

    def _fit(self) -> None:
        """In a narrow window the list folds away behind a button."""
        narrow = self._frame.is_narrow
        has_sessions = bool(self._sessions)
        self._list_card.setFixedWidth(self._theme.px(_LIST))
        self._list_card.setVisible(has_sessions and (not narrow or self._shows_list))
        self._scroll.setVisible(not narrow or not self._shows_list)
        self._all.setVisible(narrow and has_sessions and not self._shows_list)
        if narrow and self._shows_list:
            self._list_card.setMaximumWidth(self._theme.px(4000))
        self._sheet.fit(narrow=narrow)
        self._fit_edges()

    def _fit_edges(self) -> None:
        """Let all cards end in one line, whether the session has a scroll bar or not."""
        ring = self._theme.px(4)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._frame.reach_out(ring + bar)
        self._above.setContentsMargins(0, 0, ring + bar, 0)
        parts, beside_bar = self._parts.layout(), self._beside_bar.layout()
        if parts is not None and beside_bar is not None:
            parts.setContentsMargins(0, 0, ring + bar if self._scroll.isHidden() else 0, 0)
            beside_bar.setContentsMargins(0, 0, bar - self._scroll.bar_width(), 0)

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._theme.changed.connect(self._fit)
        self._frame.narrow_changed.connect(self._fold_list)
        self._all.clicked.connect(self._on_all)
        self._add.clicked.connect(self._on_add)
        self._empty_add.clicked.connect(self._on_add)
        self._more.wants.connect(self.wants)
        self._more.kept.connect(self._on_course_kept)
        self._more.picked.connect(self._on_course_picked)
        self._more.removed.connect(self._on_course_removed)
        self._strip.chosen.connect(self._on_mark)
        self._list.picked.connect(self._on_picked)
        self._list.entered.connect(self._on_entered)
        self._list.more_wanted.connect(self._on_more_coming)
        self._sheet.failed.connect(self._on_failed)
        self._sheet.wanted.connect(self._on_wanted)
        self._sheet.opens.connect(self.opens)
        self._sheet.brings_up.connect(self.brings_up)
        self._acts.given.connect(self._on_act)
        self._acts.kept.connect(self._on_picked)
        self._not_saved.retry.connect(self._on_retry)

    # Keeping.

    def _settled(self) -> bool:
        with suppress(StoreError):
            self.settle()
            return True
        return False

    def _try(self, does: Callable[[], None]) -> bool:
        """Do what reads or writes; say so where it could not."""
        try:
            does()
        except StoreError as error:
            self._on_failed(error, does)
            return False
        return True

    def _keep(self, keeps: Callable[[], None]) -> bool:
        is_kept = self._try(keeps)
        if is_kept:
            self._not_saved.clear()
        return is_kept

    def _on_failed(self, error: StoreError, keeps: Callable[[], None] | None) -> None:
        self._retry = keeps
        self._not_saved.show_problem(error, is_final=keeps is None)

    def _on_retry(self) -> None:
        if self._retry is None:
            self._not_saved.clear()
        else:
            self._keep(self._retry)

    def _on_changed(self, topic: Topic) -> None:
        if topic in {Topic.SESSIONS, Topic.COURSES, Topic.BRING_UPS, Topic.PRACTICES}:
            self._try(self.refresh)
        elif topic in {Topic.AFTERWARDS, Topic.FEELINGS}:
            self._try(self._sheet.show_afterwards)

    # Going from session to session.

    def _on_mark(self, id_: str) -> None:
        if id_ == session_rows.BREAK:
            self._more.show_breaks()
        else:
            self._on_picked(id_)

    def _on_picked(self, id_: str) -> None:
        self.open_session(TherapySessionId(id_))

    def _on_more_coming(self) -> None:
        self._shows_all_coming = True
        self._try(self.refresh)

    def _on_entered(self) -> None:
        self._fold_list()
        if self._frame.is_narrow:
            self._sheet.focus_first()

    def _on_all(self) -> None:
        self._shows_list = True
        self._fit()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold_list(self) -> None:
        # What was being read stays in view; the list is a button away.
        self._shows_list = False
        self._fit()

    # Appointments.

    def _on_add(self) -> None:
        if self._course is not None and self._settled():
            self._acts.add(self._course, self._sessions)

    def _on_wanted(self, act: Act) -> None:
        """Do something with the session that is shown, as it is kept now."""
        shown = self._sheet.session
        if shown is None or not self._settled():
            return
        kept = self._journal.sessions.find(shown.id)
        if kept is not None:
            self._acts.begin(act, kept)

    def _on_act(self, keeps: Callable[[], None], show_id: str) -> None:
        if self._settled() and self._keep(keeps) and show_id:
            self.open_session(TherapySessionId(show_id))

    # Courses.

    def _on_course(self, course: Course) -> None:
        if self._keep(partial(self._first_card().keep, course)):
            self._on_course_kept(course)

    def _on_course_kept(self, course: Course) -> None:
        self._course = course
        self.refresh()
        self.focus_first()

    def _on_course_picked(self, id_: str) -> None:
        if self._settled():
            self._course = self._journal.courses.find(CourseId(id_))
            self._chosen, self._shows_all_coming = None, False
            self.refresh()

    def _on_course_removed(self, id_: str) -> None:
        if self._settled():
            self._keep(partial(self._journal.courses.remove, CourseId(id_)))
