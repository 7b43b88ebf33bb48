"""Recently deleted: what can still be brought back."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjustment, Goal, GoalValue, Win
from sessiondesk.domain.insight import Insight
from sessiondesk.domain.kept_sheet import KeptSheet
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.sign import Sign
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal.bin import STAYS, RemovedRecord
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import Kind as NoticeKind
from sessiondesk.ui.widgets.notice import Notice

# More would make the page slow; the oldest of them go by themselves.
_MOST = 50


class BinCard(Card):
    """Lists what was removed, last first.

    Signals:
        restore_wanted: The ``RemovedRecord`` to bring back.
        deletion_wanted: The ``RemovedRecord`` to delete for good, before any question.
        emptying_wanted: All of it should be deleted for good, before any question.
    """

    restore_wanted = Signal(object)
    deletion_wanted = Signal(object)
    emptying_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Recently deleted"),
            self.tr("Kept for {days} days").format(days=STAYS.days),
        )
        self._theme = theme
        self._shown: Sequence[RemovedRecord] | None = None
        self._lines: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(4))
        self._rest = labels.caption("", theme)
        self._trouble = Notice(NoticeKind.STOP, "", "", theme, can_close=True)
        self._trouble.hide()
        self._empty = buttons.remove(self.tr("Delete all of it for good…"), theme)
        self._empty.clicked.connect(self.emptying_wanted)
        self.body.addWidget(self._trouble)
        self.body.addLayout(self._list)
        self.body.addWidget(self._rest)
        self.body.addWidget(self._empty, 0, buttons.AT_START)

    def say(self, title: str, body: str) -> None:
        """Say what could not be done."""
        self._trouble.set_words(title, body)
        self._trouble.setVisible(bool(title))
        if title:
            self._trouble.announce()

    def show_removed(
        self, removed: Sequence[RemovedRecord], *, today: date, titles: Mapping[str, str]
    ) -> None:
        """Show what is in the bin now.

        Args:
            removed: What is in it, removed last first.
            today: Today.
            titles: What the questionnaires are called, by their ids.
        """
        if removed == self._shown:
            return
        self._shown = removed
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for each in removed[:_MOST]:
            line = _Line(each, self._theme, today=today, titles=titles)
            line.restore_wanted.connect(self.restore_wanted)
            line.deletion_wanted.connect(self.deletion_wanted)
            self._list.addWidget(line)
            line.show()
            self._lines.append(line)
        more = len(removed) - _MOST
        if not removed:
            self._rest.setText(self.tr("Nothing was deleted in the last 30 days."))
        elif more > 0:
            self._rest.setText(self.tr("and %n more, deleted before these", "", more))
        self._rest.setVisible(not removed or more > 0)
        self._empty.setVisible(len(removed) > 1)


class _Line(QWidget):
    """One removed record and the way back."""

    restore_wanted = Signal(object)
    deletion_wanted = Signal(object)

    def __init__(
        self, removed: RemovedRecord, theme: Theme, *, today: date, titles: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._removed = removed
        kind, words = _kind(removed, today=today, titles=titles), _words(removed)
        day = wording_sessions.day_and_month(removed.removed_at.astimezone().date(), today=today)
        text = QVBoxLayout()
        text.setSpacing(0)
        if words:
            text.addWidget(labels.own_line(words, theme, max_lines=2))
        else:
            text.addWidget(labels.body(kind, theme))
        caption = self.tr("{kind}, deleted {day}").format(kind=kind, day=day)
        text.addWidget(labels.caption(caption, theme))
        back = buttons.quiet(self.tr("Bring back"), theme)
        back.setAccessibleDescription(f"{kind}. {words}" if words else kind)
        back.clicked.connect(self._on_clicked)
        gone = buttons.quiet(self.tr("Delete for good…"), theme)
        gone.setAccessibleDescription(f"{kind}. {words}" if words else kind)
        gone.clicked.connect(self._on_gone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(text, 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _on_clicked(self) -> None:
        self.restore_wanted.emit(self._removed)

    @Slot()
    def _on_gone(self) -> None:
        self.deletion_wanted.emit(self._removed)


def _kind(removed: RemovedRecord, *, today: date, titles: Mapping[str, str]) -> str:
    """Return what kind of thing it was, with the day it was about if that tells it apart."""
    title = ""
    match removed.value:
        case CheckIn(felt_at=felt_at):
            said, about = _tr("Check-in of {day}"), felt_at.date()
        case TherapySession(planned_for=planned_for):
            said, about = _tr("Session of {day}"), planned_for.date()
        case Assessment(instrument=instrument, day=about):
            said, title = _tr("{title} of {day}"), titles.get(instrument, _tr("Questionnaire"))
        case FormTotal(day=about):
            said = _tr("A total of a form, of {day}")
        case Review(day=about):
            said = _tr("Progress review of {day}")
        case KeptSheet(day=about):
            said = _tr("Sheet of {day}, as it was taken")
        case MeasurePlan(instrument=instrument) if instrument in titles:
            return _tr("When {title} is due").format(title=titles[instrument])
        case _:
            return names()[removed.kind]
    day = wording_sessions.day_and_month(about, today=today)
    return said.format(title=title, day=day)


def names() -> Mapping[Kind, str]:
    """Return what each kind is called that is not told apart by a day."""
    return {
        Kind.SCALE: _tr("Scale"),
        Kind.TAG: _tr("Tag"),
        Kind.COURSE: _tr("Course of therapy"),
        Kind.BRING_UP: _tr("Something to bring up"),
        Kind.PRACTICE: _tr("Agreed thing"),
        Kind.PRACTICE_LOG: _tr("A day of practice"),
        Kind.GOAL: _tr("Goal"),
        Kind.GOAL_VALUE: _tr("A value of a goal"),
        Kind.GOAL_ADJUSTMENT: _tr("A change of a goal"),
        Kind.WIN: _tr("Win"),
        Kind.PATTERN: _tr("Pattern"),
        Kind.FEELING_WORD: _tr("Own word for a feeling"),
        Kind.AFTERWARDS: _tr("Notes after a session"),
        Kind.SIGN: _tr("Sign"),
        Kind.LIFE_EVENT: _tr("Life event"),
        Kind.SAFETY_PLAN: _tr("Safety plan"),
        Kind.FORM: _tr("Form of a therapist"),
        Kind.MEASURE_PLAN: _tr("When a questionnaire is due"),
        Kind.INSIGHT: _tr("What the record said"),
        Kind.REVIEW: _tr("Progress review"),
        Kind.RECALL: _tr("How a time was remembered"),
        Kind.SHEET: _tr("Sheet, as it was taken"),
    }


def _words(removed: RemovedRecord) -> str:  # noqa: PLR0911 - one for each few kinds
    """Return the person's own words from it, if there are any that tell it apart."""
    match removed.value:
        case CheckIn() as checkin:
            return next((line.text for line in checkin.lines if line.text), "")
        case Scale(label=words) | Course(approach=words) | LifeEvent(title=words):
            return words
        case Tag(name=words) | Pattern(name=words) | FeelingWord(text=words):
            return words
        case BringUp(text=words) | Practice(text=words) | Goal(text=words) | Win(text=words):
            return words
        case PracticeLog(obstacle=words) | Adjustment(reason=words) | Afterwards(words=words):
            return words
        case TherapySession(to_keep=words) | Sign(example=words):
            return words
        case Form(name=words) | Recall(words=words):
            return words
        case Review() as review:
            said = (review.own_words, review.decisions, review.hard_words, review.not_right_words)
            return next((words for words in said if words.strip()), "")
        case (GoalValue() | SafetyPlan() | Assessment() | FormTotal()) | (
            MeasurePlan() | Insight() | KeptSheet()
        ):
            return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("BinCard", text)
