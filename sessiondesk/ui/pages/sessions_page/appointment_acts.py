"""What can be done with appointments: add, move, correct, cancel, remove, one or several."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.therapy_session import Appointment, Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page.appointment_dialog import (
    AppointmentDialog,
    Asks,
    proposed,
)
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.tick import Tick

_BY_ME: Final = Outcome.CANCELLED_BY_ME.value


class Act(Enum):
    """What a person can want with one session."""

    MOVE = "move"
    CORRECT = "correct"
    CANCEL_LATER = "cancel_later"
    REMOVE = "remove"


class AppointmentActs(QObject):
    """Opens the dialogs over a page, and says what is to be kept.

    Signals:
        given: Something to keep: (what keeps it, the id of the session to show then or "").
        kept: Something is on disk; carries the id of the session to show.
    """

    given = Signal(object, str)
    kept = Signal(str)

    def __init__(self, journal: Journal, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._journal = journal
        self._theme = theme
        self._page = page

    def add(self, course: Course, sessions: Sequence[Appointment]) -> None:
        """Ask for a new appointment, and whether it repeats."""
        dialog = AppointmentDialog(
            proposed(course, sessions, now=self._journal.now(), zone=self._journal.zone),
            self._journal,
            self._theme,
            asks=Asks.ADD,
            breaks=course.breaks,
            parent=self._page,
        )
        dialog.kept.connect(self.kept)
        dialog.open()

    def begin(self, act: Act, session: TherapySession) -> None:
        """Ask what has to be asked before ``act`` is done to ``session``."""
        match act:
            case Act.MOVE:
                self._change(session, Asks.MOVE)
            case Act.CORRECT:
                self._change(session, Asks.CORRECT)
            case Act.CANCEL_LATER:
                cancel = CancelLaterDialog(session, self._later(session), self._theme, self._page)
                cancel.given.connect(self._on_cancelled)
                cancel.open()
            case Act.REMOVE:
                remove = RemoveDialog(session, self._later(session), self._theme, self._page)
                remove.given.connect(self._on_removed)
                remove.open()

    def _later(self, session: TherapySession) -> Sequence[TherapySession]:
        return self._journal.sessions.later_in_series(session)

    def _change(self, session: TherapySession, asks: Asks) -> None:
        dialog = AppointmentDialog(
            session,
            self._journal,
            self._theme,
            asks=asks,
            later=self._later(session),
            parent=self._page,
        )
        dialog.kept.connect(self.kept)
        dialog.open()

    def _on_cancelled(self, sessions: Sequence[TherapySession], outcome: Outcome) -> None:
        now = self._journal.now()
        cancelled = [
            replace(each, outcome=outcome, cancelled_at=now if now < each.starts_at else None)
            for each in sessions
        ]
        self.given.emit(partial(self._journal.sessions.record_all, cancelled), cancelled[0].id)

    def _on_removed(self, sessions: Sequence[TherapySession]) -> None:
        ids = [each.id for each in sessions]
        self.given.emit(partial(self._journal.sessions.remove_all, ids), "")


class CancelLaterDialog(Question):
    """Asks who cancels a row of appointments.

    Signals:
        given: The sessions that are cancelled, and the outcome.
    """

    given = Signal(object, object)

    def __init__(
        self,
        session: TherapySession,
        later: Sequence[TherapySession],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Cancel this one and all later ones?"),
            wording_sessions.so_many_appointments(
                len(later) + 1, later[-1].day if later else session.day
            ),
            theme,
            verb=self.tr("Cancel them"),
            keep=self.tr("Leave them planned"),
            parent=parent,
        )
        self._sessions = [session, *later]
        outcomes = (Outcome.CANCELLED_BY_ME, Outcome.CANCELLED_BY_THERAPIST)
        self._who = Segmented(
            self.tr("Who cancels"),
            [(each.value, wording_sessions.outcome(each)) for each in outcomes],
            theme,
            value=_BY_ME,
        )
        self.body.addWidget(self._who)
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.given.emit(self._sessions, Outcome(self._who.value or _BY_ME))


class RemoveDialog(Question):
    """Asks before a session goes into the bin, and the later ones made with it.

    Signals:
        given: The sessions that go.
    """

    given = Signal(object)

    def __init__(
        self,
        session: TherapySession,
        later: Sequence[TherapySession],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Remove this session?"),
            self.tr(
                "It goes to Recently deleted with everything written in it, and can be taken "
                "back from there for 30 days."
            ),
            theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=parent,
        )
        self._session = session
        self._later = later
        self._all_later = Tick(wording_sessions.and_all_later(len(later)), theme)
        self.body.addWidget(self._all_later)
        # Only now: shown before it has a place it would be a window of its own for a moment.
        self._all_later.setVisible(bool(later))
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        later = self._later if self._all_later.isChecked() else ()
        self.given.emit([self._session, *later])
