"""The page "The whole therapy"."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import course_material, problems, wording_sessions
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.course_page.handover_view import HandoverView
from sessiondesk.ui.pages.course_page.overview import CourseOverview
from sessiondesk.ui.print_service import load_printing
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented

_STRIP = "strip"
_TABLE = "table"
_NAME = 480
_SHOWN = {
    Topic.COURSES,
    Topic.SESSIONS,
    Topic.REVIEWS,
    Topic.GOALS,
    Topic.MEASURES,
    Topic.LIFE_EVENTS,
    Topic.PATTERNS,
    Topic.PRACTICES,
    Topic.SAFETY,
    Topic.INSIGHTS,
}


class CoursePage(QWidget):
    """One therapy from its first session to its last, and its hand-over summary.

    Signals:
        wants: The name of a page to go to.
        opens: A record should be shown; carries a ``Link``.
    """

    wants = Signal(str)
    opens = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        jobs: Jobs,
        documents: Callable[[], Path] = paths.documents_folder,
        printing: Callable[[], Any] = load_printing,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it reads when it is shown.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            jobs: Where PDFs are written and printers looked for.
            documents: Where Save PDF proposes to put a hand-over.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._jobs = jobs
        self._documents = documents
        self._printing = printing
        self._is_stale = True
        self._is_read_planned = False
        self._course: Course | None = None
        self._handover: HandoverView | None = None
        self._frame = PageFrame(
            self.tr("The whole therapy"),
            theme,
            self.tr("Sessions, reviews, goals and measures on one strip."),
        )
        self._which = ChoiceBox(self.tr("Which therapy"), [], theme, hides_label=True)
        self._views = Segmented(
            self.tr("Strip or table"),
            [(_STRIP, self.tr("Strip")), (_TABLE, self.tr("Table"))],
            theme,
            value=_STRIP,
        )
        self._write = buttons.second(self.tr("Write a hand-over…"), theme, icon="file-text")
        self._overview = CourseOverview(theme)
        self._to_sessions = buttons.main(self.tr("Go to Sessions"), theme)
        self._empty = EmptyState(
            "messages-square",
            self.tr("No therapy noted yet"),
            self.tr(
                "Once a therapy and its sessions are noted, they stand here on one strip, with "
                "reviews, goals and measures."
            ),
            theme,
            [self._to_sessions],
        )
        self._lay_out()
        self._connect()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible() and not self._is_read_planned:
            # Several topics may change in one act: once is enough.
            self._is_read_planned = True
            QTimer.singleShot(0, self, self._read)

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept; the words are still in their place.
        """
        if self._handover is not None:
            self._handover.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return [] if self._handover is None else self._handover.unsaved()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self._handover is not None:
            self._handover.focus_first()
        elif self._course is None:
            self._to_sessions.setFocus()
        else:
            self._overview.focus_first()

    def toggle_table(self) -> None:
        """Show the table instead of the strip, or the strip instead of the table."""
        self._views.value = _STRIP if self._views.value == _TABLE else _TABLE
        self._on_view_picked(self._views.value)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    # Parts.

    def _lay_out(self) -> None:
        self._which.setFixedWidth(self._theme.px(_NAME))
        for widget in (self._views, self._write):
            self._frame.add_action(widget)
        # Names of therapies are long: beside the title there is no room for them.
        self._frame.body.addWidget(self._which, 0, buttons.AT_START)
        self._frame.body.addWidget(self._overview)
        self._frame.body.addWidget(self._empty)
        self._frame.body.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._show_parts()

    def _connect(self) -> None:
        self._which.picked.connect(self._on_course_picked)
        self._views.picked.connect(self._on_view_picked)
        self._write.clicked.connect(self._on_write)
        self._to_sessions.clicked.connect(self._on_to_sessions)
        self._overview.opens.connect(self.opens)
        self._overview.review_wanted.connect(self._on_review_wanted)
        self._frame.narrow_changed.connect(self._overview.set_narrow)
        self._journal.changed.connect(self._on_journal_changed)

    def _show_parts(self, courses: int = 0) -> None:
        has_course = self._course is not None
        self._which.setVisible(courses > 1)
        self._views.setVisible(has_course)
        self._write.setVisible(has_course)
        self._overview.setVisible(has_course)
        self._empty.setVisible(not has_course)

    # Reading.

    def _read(self) -> None:
        self._is_read_planned = False
        try:
            courses = self._journal.courses.all()
            self._course = self._still_there(courses)
            material = (
                None if self._course is None else course_material.read(self._journal, self._course)
            )
        except StoreError as error:
            problems.show(self, error)
            return
        self._is_stale = False
        today = self._journal.today()
        names = [(each.id, wording_sessions.course_name(each, today=today)) for each in courses]
        self._which.set_choices(names, "" if self._course is None else self._course.id)
        if material is not None:
            self._overview.show_material(material)
        self._show_parts(len(courses))
        if self._handover is not None:
            if material is None or self._handover.course_id != material.course.id:
                self._leave_handover()
            else:
                self._handover.show_material(material)

    def _still_there(self, courses: Sequence[Course]) -> Course | None:
        """Return the therapy that is shown as it is now; else the one that goes on."""
        if self._course is not None:
            for each in courses:
                if each.id == self._course.id:
                    return each
        return self._journal.courses.current() or (courses[0] if courses else None)

    # What the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    @Slot(str)
    def _on_course_picked(self, course_id: str) -> None:
        try:
            self._course = self._journal.courses.find(CourseId(course_id))
        except StoreError as error:
            problems.show(self, error)
            return
        self._read()

    @Slot(object)
    def _on_view_picked(self, chosen: object) -> None:
        self._overview.show_table(is_table=chosen == _TABLE)

    @Slot()
    def _on_to_sessions(self) -> None:
        self.wants.emit("sessions")

    @Slot()
    def _on_review_wanted(self) -> None:
        self.wants.emit("review")

    # The hand-over.

    @Slot()
    def _on_write(self) -> None:
        if self._course is None or self._handover is not None:
            return
        try:
            material = course_material.read(self._journal, self._course)
            view = HandoverView(
                self._journal,
                material,
                theme=self._theme,
                prompts=self._prompts,
                jobs=self._jobs,
                documents=self._documents,
                printing=self._printing,
            )
        except StoreError as error:
            problems.show(self, error)
            return
        view.left.connect(self._on_left)
        self._handover = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.focus_first()

    @Slot()
    def _on_left(self) -> None:
        if self._handover is None:
            return
        try:
            self._handover.settle()
        except StoreError:
            # The words stay in their place, and the bar above says why.
            return
        self._leave_handover()
        self._write.setFocus()

    def _leave_handover(self) -> None:
        view, self._handover = self._handover, None
        if view is not None:
            self._stack.setCurrentWidget(self._frame)
            self._stack.removeWidget(view)
            view.deleteLater()
