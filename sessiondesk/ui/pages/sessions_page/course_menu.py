"""The button for more about a course of therapy: change it, begin another, go to another."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page.course_form import CourseDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons


class CourseMenu(QWidget):
    """One button with its menu.

    Signals:
        given: A course to keep, new or changed.
        picked: The id of the course the person wants to see.
    """

    given = Signal(object)
    picked = Signal(str)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._course: Course | None = None
        self._button = buttons.icon_alone("ellipsis", self.tr("More for this therapy"), theme)
        self._menu = QMenu(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button)
        self._button.clicked.connect(self._on_clicked)

    def show_course(self, course: Course | None) -> None:
        """Be about ``course``; without one there is nothing to offer."""
        self._course = course
        self.setVisible(course is not None)

    def _on_clicked(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("About this therapy…")).triggered.connect(self._on_about)
        self._menu.addAction(self.tr("Another therapy…")).triggered.connect(self._on_another)
        courses = self._journal.courses.all()
        if len(courses) > 1:
            self._menu.addSeparator()
            for each in courses:
                self._offer(each)
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _offer(self, course: Course) -> None:
        name = wording_sessions.course_name(course, today=self._journal.today())
        action = self._menu.addAction(name.replace("&", "&&"))
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
        dialog = CourseDialog(
            course, self._theme, today=self._journal.today(), is_new=is_new, parent=self
        )
        dialog.given.connect(self.given)
        dialog.open()

    def _on_other(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.picked.emit(CourseId(action.data()))
