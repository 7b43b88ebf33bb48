"""What is known about a course of therapy: the form for setting one up and for changing it."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.fields import NumberField
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_MOST_SESSIONS: Final = 9999
_LONGEST: Final = 2000


class CourseForm(QWidget):
    """Start, rhythm, sessions before this record, and a name if one is wanted.

    Signals:
        entered: Enter was pressed in one of its lines.
    """

    entered = Signal()

    def __init__(
        self, course: Course, theme: Theme, *, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._course = course
        self._start = DayPicker(self.tr("First session"), course.started_on, theme)
        self._before = NumberField(
            self.tr("Sessions before this record"),
            theme,
            low=0,
            high=_MOST_SESSIONS,
            value=course.sessions_before,
            help_text=self.tr("So that the numbers are right."),
        )
        self._rhythm = TextField(
            self.tr("How often and when"),
            theme,
            text=course.rhythm,
            placeholder=self.tr("Weekly, Thursdays 14:00, by video"),
            most=_LONGEST,
        )
        self._therapist = TextField(
            self.tr("Name or initials, if you want"),
            theme,
            text=course.therapist,
            help_text=self.tr("Left empty, it says “your therapist”."),
            most=_LONGEST,
        )
        self._approach = TextField(
            self.tr("Way of working, if you want"),
            theme,
            text=course.approach,
            placeholder=self.tr("For example cognitive behavioural, or psychodynamic"),
            most=_LONGEST,
        )
        self._expected = NumberField(
            self.tr("Sessions agreed or expected"),
            theme,
            low=0,
            high=_MOST_SESSIONS,
            value=course.expected_sessions or 0,
            help_text=self.tr("0 is: nobody said."),
        )
        self._review = NumberField(
            self.tr("Look back after so many sessions"),
            theme,
            low=0,
            high=_MOST_SESSIONS,
            value=course.review_every or 0,
            help_text=self.tr("0 is: not planned."),
        )
        self._plan = QWidget()
        self._has_ended = Tick(self.tr("This therapy has ended"), theme)
        self._has_ended.setChecked(course.ended_on is not None)
        self._end = DayPicker(
            self.tr("Last session"), course.ended_on or max(today, course.started_on), theme
        )
        self._lay_out(theme)
        self._end.setVisible(course.ended_on is not None)
        self._has_ended.toggled.connect(self._end.setVisible)
        for line in (self._rhythm, self._therapist, self._approach):
            line.entered.connect(self.entered)

    @property
    def value(self) -> Course:
        """The course as the form says it.

        Raises:
            InvalidFieldError: The end is before the beginning.
        """
        return replace(
            self._course,
            started_on=self._start.day,
            ended_on=self._end.day if self._has_ended.isChecked() else None,
            sessions_before=int(self._before.value),
            rhythm=self._rhythm.text.strip(),
            therapist=self._therapist.text.strip(),
            approach=self._approach.text.strip(),
            expected_sessions=int(self._expected.value) or None,
            review_every=int(self._review.value) or None,
        )

    def hide_end(self) -> None:
        """Leave out whether it has ended: a new one has not."""
        self._has_ended.hide()

    def hide_plan(self) -> None:
        """Leave out what few know at the beginning."""
        self._plan.hide()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        numbers = QHBoxLayout()
        numbers.setSpacing(px(16))
        numbers.addWidget(self._start, 1, Qt.AlignmentFlag.AlignTop)
        numbers.addWidget(self._before, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addLayout(numbers)
        column.addWidget(self._rhythm)
        column.addWidget(self._therapist)
        column.addWidget(self._approach)
        plan = QHBoxLayout(self._plan)
        plan.setContentsMargins(0, 0, 0, 0)
        plan.setSpacing(px(16))
        plan.addWidget(self._expected, 1, Qt.AlignmentFlag.AlignTop)
        plan.addWidget(self._review, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._plan)
        column.addWidget(self._has_ended)
        column.addWidget(self._end)
        self.setFocusProxy(self._start)


class FirstCourseCard(Card):
    """The small calm card that sets up the first course of therapy.

    Signals:
        given: The course to keep.
    """

    given = Signal(object)

    def __init__(self, theme: Theme, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(theme, title_role=Role.HEADLINE, padding=(28, 24), parent=parent)
        self.set_title(self.tr("Your therapy"))
        self.setMaximumWidth(theme.px(640))
        self._form = CourseForm(Course(started_on=today), theme, today=today)
        self._form.hide_end()
        self._form.hide_plan()
        begin = buttons.main(self.tr("Begin"), theme)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(begin)
        self.body.addWidget(
            labels.quiet(
                self.tr(
                    "A few words about it, so that sessions can be counted. Everything can be "
                    "changed later, and nothing but the first day is needed."
                ),
                theme,
            )
        )
        self.body.addSpacing(theme.px(8))
        self.body.addWidget(self._form)
        self.body.addSpacing(theme.px(8))
        self.body.addLayout(foot)
        begin.clicked.connect(self._on_begin)
        self._form.entered.connect(self._on_begin)
        self.setFocusProxy(self._form)

    def _on_begin(self) -> None:
        self.given.emit(self._form.value)


class CourseDialog(Question):
    """The same form for a course that is there, or for one more.

    Signals:
        given: The course to keep.
    """

    given = Signal(object)

    def __init__(
        self,
        course: Course,
        theme: Theme,
        *,
        today: date,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Another therapy") if is_new else self.tr("About this therapy"),
            "",
            theme,
            verb=self.tr("Begin") if is_new else self.tr("Keep"),
            keep=self.tr("Leave it as it is"),
            width=560,
            parent=parent,
        )
        self._form = CourseForm(course, theme, today=today)
        if is_new:
            self._form.hide_end()
        self._wrong = Label("", theme, Role.CAPTION, colour="stop")
        self.body.addWidget(TallBody(self._form, theme))
        self.body.addWidget(self._wrong)
        self._wrong.hide()
        self._form.setFocus()

    @override
    def accept(self) -> None:
        try:
            course = self._form.value
        except InvalidFieldError as error:
            self._wrong.setText(error.problem)
            self._wrong.show()
        else:
            super().accept()
            self.given.emit(course)
