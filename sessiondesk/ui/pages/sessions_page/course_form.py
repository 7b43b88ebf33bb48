"""What is known about a course of therapy: the form for setting one up and for changing it."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.course import Course
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import form_draft
from sessiondesk.ui.form_draft import DraftedDialog, FormDraft
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.fields import NumberField
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_MOST_SESSIONS: Final = 9999
_LONGEST: Final = 2000


class CourseForm(QWidget):
    """Start, rhythm, sessions before this record, and a name if one is wanted.

    Signals:
        entered: Enter was pressed in one of its lines.

    Attributes:
        draft: What stands in it, safe from a crash.
    """

    entered = Signal()

    def __init__(
        self,
        course: Course,
        journal: Journal,
        theme: Theme,
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        today = journal.today()
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
        self._fields: form_draft.Fields = {
            "start": self._start,
            "before": self._before,
            "rhythm": self._rhythm,
            "therapist": self._therapist,
            "approach": self._approach,
            "expected": self._expected,
            "review": self._review,
            "has_ended": self._has_ended,
            "end": self._end,
        }
        record_id = "" if is_new else course.id
        self.draft = FormDraft(
            journal, "course.form", Kind.COURSE, record_id, reads=self._entered, parent=self
        )
        form_draft.put_back(self._fields, self.draft.found())
        form_draft.watch(self._fields, self.draft.touch)

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

    def _entered(self) -> object:
        return form_draft.entered(self._fields)

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
        failed: What is being entered could not be kept: (the error, what tries again).
    """

    given = Signal(object)
    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, title_role=Role.HEADLINE, padding=(28, 24), parent=parent)
        self.set_title(self.tr("Your therapy"))
        self._journal = journal
        self.setMaximumWidth(theme.px(640))
        course = Course(started_on=journal.today())
        self._form = CourseForm(course, journal, theme, is_new=True)
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
        self._form.draft.failed.connect(self.failed)
        begin.clicked.connect(self._on_begin)
        self._form.entered.connect(self._on_begin)
        self.setFocusProxy(self._form)

    def keep(self, course: Course) -> None:
        """Keep the course, and let the draft of it go."""
        self._journal.courses.record(course)
        with suppress(StoreError):
            # It is kept: a form that comes back once more is the lesser harm.
            self._form.draft.forget()

    def _on_begin(self) -> None:
        self.given.emit(self._form.value)


class CourseDialog(DraftedDialog):
    """The same form for a course that is there, or for one more.

    Signals:
        kept: The course, which is on disk.
    """

    kept = Signal(object)

    def __init__(
        self,
        course: Course,
        journal: Journal,
        theme: Theme,
        *,
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
        self._journal = journal
        self._form = CourseForm(course, journal, theme, is_new=is_new)
        if is_new:
            self._form.hide_end()
        self._kept = course
        self.draft_with(self._form.draft)
        self.accepted.connect(self._on_accepted)
        self.body.addWidget(TallBody(self._form, theme))
        self.close_body()
        self._form.setFocus()

    @override
    def keep_form(self) -> None:
        self._kept = self._form.value
        self._journal.courses.record(self._kept)

    def _on_accepted(self) -> None:
        self.kept.emit(self._kept)
