"""The one object that pages share."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from sessiondesk.domain.instrument import Instruments
from sessiondesk.domain.period import day_of
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal.acts import Act, Did, Step
from sessiondesk.journal.afterwards import Afterwardses
from sessiondesk.journal.bin import Bin
from sessiondesk.journal.bring_ups import BringUps
from sessiondesk.journal.checkins import CheckIns
from sessiondesk.journal.courses import Courses
from sessiondesk.journal.day_values import DayValues
from sessiondesk.journal.drafts import Drafts
from sessiondesk.journal.entries import Entries
from sessiondesk.journal.feelings import Feelings
from sessiondesk.journal.goals import Goals
from sessiondesk.journal.ground import Ground
from sessiondesk.journal.history import Earlier, earlier
from sessiondesk.journal.imports import Imports
from sessiondesk.journal.insights import Insights
from sessiondesk.journal.life_events import LifeEvents
from sessiondesk.journal.looking_back import LookingBack
from sessiondesk.journal.measures import Measures
from sessiondesk.journal.patterns import Patterns
from sessiondesk.journal.practices import Practices
from sessiondesk.journal.recalls import Recalls
from sessiondesk.journal.reviews import Reviews
from sessiondesk.journal.safety import Safety
from sessiondesk.journal.scales import Scales
from sessiondesk.journal.sessions import Sessions
from sessiondesk.journal.settings import Settings
from sessiondesk.journal.sheets import Sheets
from sessiondesk.journal.signs import Signs
from sessiondesk.journal.tags import Tags
from sessiondesk.journal.topics import Topic
from sessiondesk.journal.transfer import Transfer
from sessiondesk.store import records, search, versions
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    StoreIOError,
    StoreReadOnlyError,
)
from sessiondesk.store.kinds import Kind, stamp
from sessiondesk.store.records import Record

MOST_UNDO = 50
NO_INSTRUMENTS = Instruments(all=())


class Journal(QObject):
    """The open journal: every question about the record and every change of it.

    Reads return values. A change is one transaction; when it is on disk, `changed` says
    which topic to read again.

    Signals:
        changed: Something of this topic changed and is on disk.
        damaged: The file turned out to be damaged; from now on nothing is written.

    Attributes:
        is_read_only: Whether every change is refused.
        is_damaged: Whether it is because the file turned out to be damaged.
    """

    changed = Signal(Topic)
    damaged = Signal()

    def __init__(
        self,
        db: Connection,
        *,
        now: Callable[[], datetime],
        zone: str,
        prompts: Prompts,
        instruments: Instruments = NO_INSTRUMENTS,
        is_read_only: bool = False,
        ground: Ground | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make the journal of an open, migrated file.

        Args:
            db: Connection to the file. It stays with whoever opened it.
            now: The clock: aware, on the person's own wall clock.
            zone: IANA name of this computer's zone, for planned times.
            prompts: What the program asks; a new file gets the built-in scales from it.
            instruments: The questionnaires that can be filled in.
            is_read_only: Refuse every change.
            ground: Tells whether the file is still there, and opens it again when a drive was
                pulled and is back. None takes it for granted.
            parent: Owner.

        Raises:
            StoreError: The file could not be read, or brought up to date.
        """
        super().__init__(parent)
        self.db = db
        self.zone = zone
        self.is_read_only = is_read_only
        self.is_damaged = False
        self._ground = ground
        self._is_doubtful = False
        self._is_standing_by = False
        self._now = now
        self._undo: deque[list[Step]] = deque(maxlen=MOST_UNDO)
        self._redo: list[list[Step]] = []
        self._made: set[tuple[Kind, str]] = set()
        self._batch: Act | None = None
        with outside_causes():
            self._newest_before = versions.newest(db)
        self.settings = Settings(self)
        self.scales = Scales(self)
        self.tags = Tags(self)
        self.checkins = CheckIns(self)
        self.day_values = DayValues(self)
        self.courses = Courses(self)
        self.sessions = Sessions(self)
        self.bring_ups = BringUps(self)
        self.practices = Practices(self)
        self.goals = Goals(self)
        self.patterns = Patterns(self)
        self.feelings = Feelings(self)
        self.afterwards = Afterwardses(self)
        self.signs = Signs(self)
        self.life_events = LifeEvents(self)
        self.measures = Measures(self, instruments)
        self.insights = Insights(self)
        self.reviews = Reviews(self)
        self.recalls = Recalls(self)
        self.sheets = Sheets(self)
        self.looking_back = LookingBack(self, prompts)
        self.safety = Safety(self)
        self.entries = Entries(self, prompts)
        self.drafts = Drafts(self)
        self.imports = Imports(self)
        self.transfer = Transfer(self)
        self.bin = Bin(self)
        if not is_read_only:
            # All of it can wait until there is room again; reading cannot.
            with suppress(StoreFullError):
                self.scales.bring_built_in(prompts)
                self.bin.purge()
                self.entries.take_in()
        self.entries.begin()
        self.day_values.begin()

    # Time

    def now(self) -> datetime:
        """Return the moment: aware, whole seconds, with a fixed offset."""
        moment = self._now()
        return datetime.fromisoformat(moment.isoformat(timespec="seconds"))

    def day_of(self, moment: datetime) -> date:
        """Return the day that ``moment`` counts for, by the day end in force."""
        return day_of(moment, self.settings.value.day_end_hour)

    def today(self) -> date:
        """Return the day that now counts for."""
        return self.day_of(self.now())

    # Doing

    @contextmanager
    def act(self) -> Iterator[Act]:
        """Open one act: all of it is kept, or none of it; then pages are told.

        Raises:
            StoreError: Nothing of it was kept.
        """
        if self._batch is not None:
            yield self._batch
            return
        with self.writing():
            act = Act(self.db, at=stamp(self.now()))
            yield act
        if act.steps:
            self._undo.append(act.steps)
            self._redo.clear()
            self._note(act)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make every act inside one transaction that cannot be taken back.

        For bringing in a great deal at once.
        """
        with self.writing():
            act = Act(self.db, at=stamp(self.now()))
            self._batch = act
            try:
                yield
            finally:
                self._batch = None
        self._note(act)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open a transaction, or refuse where the journal may only be read.

        Raises:
            StoreDamagedError: The file is damaged, as was found just now or before.
            StoreReadOnlyError: It may only be read.
            StoreBusyError: It stands by while a worker writes.
            StoreError: Nothing was kept.
        """
        if self.is_damaged:
            raise StoreDamagedError
        if self.is_read_only:
            raise StoreReadOnlyError
        if self._is_standing_by:
            # At once: waiting for the worker would hold up the window.
            raise StoreBusyError
        if self._batch is not None:
            yield
            return
        self._stand()
        try:
            with transaction(self.db):
                yield
                listed = search.keep_up(self.db)
            self.entries.heard(listed)
        except StoreIOError:
            self._is_doubtful = True
            raise
        except StoreDamagedError:
            self.stop_writing()
            raise

    def stop_writing(self) -> None:
        """Refuse every change from now on: the file is damaged, and is to stay as it is."""
        if not self.is_damaged:
            self.is_damaged = self.is_read_only = True
            self.damaged.emit()

    def _stand(self) -> None:
        """See to it, before something is written, that the file is where it was opened.

        After an error of the disk the file is opened again: a drive that is plugged in again
        does not answer through the old connection any more.

        Raises:
            StoreError: It is not there, or not yet.
        """
        ground = self._ground
        if ground is None or self.is_read_only:
            return
        if self._is_doubtful or not ground.is_in_place():
            self.db = ground.reconnect()
            self._is_doubtful = False

    def _note(self, act: Act) -> None:
        self._made.update(
            (step.kind, step.record_id) for step in act.steps if step.did is Did.MADE
        )
        for topic in act.topics:
            self.changed.emit(topic)

    # Taking back

    @property
    def can_undo(self) -> bool:
        """Whether there is an act of this sitting to take back."""
        return bool(self._undo) and not self._is_standing_by

    @property
    def can_redo(self) -> bool:
        """Whether an act was taken back and nothing was done since."""
        return bool(self._redo) and not self._is_standing_by

    def undo(self) -> bool:
        """Take back the last act, up to 50 of this sitting.

        Returns:
            False when there was nothing to take back.
        """
        return self._turn(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was taken back last.

        Returns:
            False when there was nothing.
        """
        return self._turn(self._redo, self._undo)

    def _turn(
        self,
        source: "deque[list[Step]] | list[list[Step]]",
        into: "deque[list[Step]] | list[list[Step]]",
    ) -> bool:
        while source:
            with self.writing():
                act = Act(self.db, at=stamp(self.now()))
                for step in reversed(source[-1]):
                    act.take_back(step)
            # Only now: an act that could not be taken back can be tried again.
            source.pop()
            if act.steps:
                into.append(act.steps)
                self._note(act)
                return True
            # All of it was deleted for good since: the act before it is the last one.
        return False

    # The whole

    def made_at(self, kind: Kind, record_id: str) -> datetime | None:
        """Return when a record was made, in UTC; None if there is none."""
        with outside_causes():
            return records.made_at(self.db, kind, record_id)

    def find(self, kind: Kind, record_id: str) -> Record | None:
        """Return a record of any kind; None if there is none, or only in the bin."""
        with outside_causes():
            is_kept = records.is_kept(self.db, kind, record_id)
            return records.find(self.db, kind, record_id) if is_kept else None

    def history(self, kind: Kind, record_id: str) -> Sequence[Earlier]:
        """Return what a record was before it was changed, the version that stood last first.

        Of the changes of this sitting one stands for all, as it will when the sitting ends; of
        a record that was made in it there is none.
        """
        found = earlier(self.db, kind, record_id)
        with outside_causes():
            fresh = versions.count_after(self.db, kind, record_id, after=self._newest_before)
        if (kind, record_id) not in self._made:
            fresh = max(0, fresh - 1)
        return found[fresh:]

    def newest_made_at(self) -> datetime | None:
        """Return when the newest record was made, in UTC; None if there is none."""
        with outside_causes():
            return records.newest_made_at(self.db)

    def counts(self) -> Mapping[str, int]:
        """Return how many records of each kind the file holds, the bin included."""
        with outside_causes():
            return {kind.value: count for kind, count in records.counts(self.db).items()}

    def stand_by(self) -> None:
        """Let a worker write into the file through a connection of its own.

        Until `go_on` or `start_anew` every change is refused as one for which the file is
        busy. A sitting that ends meanwhile leaves every earlier version as it is.

        Raises:
            StoreError: Nothing can be written now.
        """
        with self.writing():
            """What stands in the way of a worker is met here."""
        self._is_standing_by = True

    def go_on(self) -> None:
        """Write again, after a worker has written nothing."""
        self._is_standing_by = False

    def start_anew(self) -> None:
        """Begin a new sitting, after others' records were put beside those here.

        What was done before can no longer be taken back, and every earlier version stays.
        """
        self._is_standing_by = False
        with outside_causes():
            self._newest_before = versions.newest(self.db)
        self._made.clear()
        self._undo.clear()
        self._redo.clear()
        self.settings.read_again()
        self.entries.read_again()
        for topic in Topic:
            self.changed.emit(topic)

    def close(self) -> None:
        """End the sitting: of each record changed in it one earlier version stays.

        The connection is not closed; it belongs to whoever opened it.
        """
        self.entries.stop()
        self.day_values.stop()
        if self.is_read_only or self._is_standing_by or self.db.in_transaction:
            return
        with transaction(self.db):
            versions.coalesce(self.db, after=self._newest_before, made=self._made)
        self._undo.clear()
        self._redo.clear()
