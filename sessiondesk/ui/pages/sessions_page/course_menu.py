"""What stands for a course of therapy: which one is shown, and what can be done with it."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page.breaks_dialog import BreaksDialog
from sessiondesk.ui.pages.sessions_page.course_form import CourseDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.chips import OpeningChip
from sessiondesk.ui.widgets.dialog import Question

_NAME = 240


class CourseMenu(QWidget):
    """The name of the course among several, and a button with all that can be done.

    Signals:
        wants: The name of a page about the whole therapy.
        kept: A course that is on disk now, new or changed.
        picked: The id of the course the person wants to see.
        removed: The id of the course that goes into the bin.
    """

    wants = Signal(str)
    kept = Signal(object)
    picked = Signal(str)
    removed = Signal(str)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._course: Course | None = None
        self._which = OpeningChip("", theme, opens=True, height=40)
        self._which.setMaximumWidth(theme.px(_NAME))
        self._button = buttons.icon_alone("ellipsis", self.tr("More for this therapy"), theme)
        self._menu = QMenu(self)
        self._courses = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        review = buttons.second(self.tr("Is this working?"), theme, icon="scale")
        review.clicked.connect(self._on_review)
        row.addWidget(self._which)
        row.addWidget(review)
        row.addWidget(self._button)
        for text, does in (
            (self.tr("The whole therapy"), self._on_whole),
            (self.tr("About this therapy…"), self._on_about),
            (self.tr("Breaks…"), self.show_breaks),
            (self.tr("Another therapy…"), self._on_another),
        ):
            self._menu.addAction(text).triggered.connect(does)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Remove this therapy…")).triggered.connect(self._on_remove)
        self._button.clicked.connect(self._on_clicked)
        self._which.clicked.connect(self._on_which)

    def show_course(self, course: Course | None, *, is_one_of: int) -> None:
        """Be about ``course``, one of so many; without one there is nothing to offer."""
        self._course = course
        self.setVisible(course is not None)
        self._which.setVisible(is_one_of > 1)
        if course is not None:
            name = wording_sessions.course_name(course, today=self._journal.today())
            self._which.setText(name.replace("&", "&&"))
            self._which.setAccessibleName(self.tr("Which therapy: {name}").format(name=name))

    def plan_break(self) -> None:
        """Ask about the breaks of the therapy that goes on, whichever is shown."""
        self._ask_breaks(self._journal.reviews.course(), plans=True)

    def show_breaks(self) -> None:
        """Ask about the breaks of the course."""
        self._ask_breaks(self._course)

    def _ask_breaks(self, course: Course | None, *, plans: bool = False) -> None:
        if course is not None:
            dialog = BreaksDialog(course, self._journal, self._theme, plans=plans, parent=self)
            dialog.kept.connect(self.kept)
            dialog.open()

    def _on_clicked(self) -> None:
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _on_review(self) -> None:
        self.wants.emit("review")

    def _on_whole(self) -> None:
        self.wants.emit("course")

    def _on_which(self) -> None:
        self._courses.clear()
        for each in self._journal.courses.all():
            self._offer(each)
        self._courses.popup(self._which.mapToGlobal(QPoint(0, self._which.height())))

    def _offer(self, course: Course) -> None:
        name = wording_sessions.course_name(course, today=self._journal.today())
        action = self._courses.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(self._course is not None and course.id == self._course.id)
        action.setData(course.id)
        action.triggered.connect(self._on_other)

    def _on_about(self) -> None:
        if self._course is not None:
            self._ask_about(self._course, is_new=False)

    def _on_another(self) -> None:
        self._ask_about(Course(started_on=self._journal.today()), is_new=True)

    def _ask_about(self, course: Course, *, is_new: bool) -> None:
        dialog = CourseDialog(course, self._journal, self._theme, is_new=is_new, parent=self)
        dialog.kept.connect(self.kept)
        dialog.open()

    def _on_other(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.picked.emit(CourseId(action.data()))

    def _on_remove(self) -> None:
        dialog = Question(
            self.tr("Remove this therapy and all its sessions?"),
            self.tr(
                "It goes to Recently deleted with every session and everything written in them, "
                "and can be taken back from there for 30 days. A therapy that is over need not "
                "be removed: say under “About this therapy” that it has ended."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        dialog.accepted.connect(self._on_removed)
        dialog.open()

    def _on_removed(self) -> None:
        if self._course is not None:
            self.removed.emit(self._course.id)
