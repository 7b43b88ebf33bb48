"""The check-in that is being written: kept answer by answer, its words first as a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.ids import CheckInId, new_id
from sessiondesk.journal import Journal
from sessiondesk.store import records
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import note_draft
from sessiondesk.ui.note_draft import EDITOR, WHOLE

_KIND: Final = "checkin"

# Nobody is asked at what hour of an earlier day something was felt. An hour in the evening
# counts for that day whatever the hour at which days end, and it is never shown.
_HOUR_OF_EARLIER_DAYS: Final = time(20)


class CheckInInHand:
    """Which check-in the page writes into, and how it gets into the journal.

    Attributes:
        value: The check-in as the page shows it; after a failed write it is ahead of the disk.
        day: The day it is about.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.day = journal.today()
        self._is_kept = False
        self._is_new_on_purpose = False
        self._is_ahead = False
        self.value = self._fresh()

    @property
    def is_ahead(self) -> bool:
        """Whether an answer was given that could not be kept."""
        return self._is_ahead

    @property
    def is_for_today(self) -> bool:
        """Whether its day is still going on."""
        return self.day == self._journal.today()

    def open(self, day: date) -> None:
        """Go on with the last check-in of ``day``, or begin its first."""
        self.day = day
        self._is_new_on_purpose = False
        self._take_last()

    def go_to(self, id_: CheckInId) -> None:
        """Go on with one of the check-ins of the day."""
        found = self._journal.checkins.find(id_)
        if found is None:
            return
        self._is_new_on_purpose = False
        self._is_kept = True
        self.value = found

    def begin_another(self) -> None:
        """Begin one more check-in on the same day; it is kept once something is in it."""
        self._is_new_on_purpose = True
        self._is_kept = False
        self.value = self._fresh()

    def read_again(self) -> None:
        """Follow what the journal says now: after undo, or a change on another page."""
        if self._is_ahead:
            return
        found = self._journal.checkins.find(self.value.id)
        if found is not None:
            self.value = found
            self.day = found.day
            self._is_kept = True
        elif self._is_kept or (
            not self._is_new_on_purpose and self._journal.checkins.on(self.day)
        ):
            self._take_last()

    def give(self, **fields: Any) -> None:  # noqa: ANN401 - fields of CheckIn, each of its type
        """Change some fields and write them down at once; emptied again, it is removed.

        Raises:
            StoreError: It was not kept; ``value`` has it, and ``keep`` tries again.
        """
        self._begin()
        self.value = replace(self.value, **fields)
        self.keep(settles=(EDITOR,) if "lines" in fields else ())

    def keep(self, *, settles: Sequence[str] = ()) -> None:
        """Write ``value`` down as it is.

        Raises:
            StoreError: It was not kept.
        """
        # Until it is on the disk the journal must not tell us what is in it.
        self._is_ahead = True
        if not self.value.is_empty:
            self._journal.checkins.record(self.value, settles=settles)
            self._is_kept = True
        elif self._is_kept:
            self._journal.checkins.remove(self.value.id)
            self._journal.drafts.drop(EDITOR, self.value.id)
            # It stays in hand, empty: the page must not jump to another one of that day.
            self._is_kept = False
            self._is_new_on_purpose = True
        self._is_ahead = False

    def take_back(self) -> None:
        """Give up what could not be kept, where nothing ever can be."""
        self._is_ahead = False
        kept = self._journal.checkins.find(self.value.id)
        self._is_kept = kept is not None
        self.value = self._fresh() if kept is None else kept

    def keep_draft(self, lines: Sequence[NoteLine]) -> None:
        """Keep words that are still being typed.

        Raises:
            StoreError: They were not kept.
        """
        self._begin()
        draft = note_draft.of(self.value, lines)
        self._journal.drafts.keep(EDITOR, _KIND, self.value.id, note_draft.to_text(draft))

    def as_drafts(self, lines: Sequence[NoteLine]) -> list[Draft]:
        """Return what is in hand, answers and words, as the draft that brings all of it back."""
        value = replace(self.value, lines=tuple(lines))
        if value.is_empty:
            return []
        text = records.encode(value)
        return [Draft(editor=WHOLE, record_kind=_KIND, record_id=value.id, text=text)]

    def settle(self, lines: Sequence[NoteLine]) -> None:
        """Make ``lines`` the note of the check-in and let the draft go.

        Raises:
            StoreError: It was not kept; the draft is still there.
        """
        if tuple(lines) != self.value.lines:
            self.give(lines=tuple(lines))
        elif self._is_ahead:
            self.keep(settles=(EDITOR,))
        else:
            self._journal.drafts.drop(EDITOR, self.value.id)

    def find_draft(self) -> tuple[NoteLine, ...] | None:
        """Return the words that were being typed into this check-in, if any are left over.

        What was left over for other check-ins becomes their note: it is the latest that the
        person wrote there.

        Raises:
            StoreError: The drafts could not be read, or not be turned into notes.
        """
        self._bring_back_whole()
        mine: tuple[NoteLine, ...] | None = None
        for kept in self._journal.drafts.all():
            if kept.editor != EDITOR:
                continue
            draft = note_draft.from_text(kept.text)
            if draft is None:
                continue
            id_ = CheckInId(kept.record_id)
            if id_ == self.value.id:
                mine = draft.lines
            elif self._is_home_of(id_, draft):
                self.value = replace(draft.as_checkin(id_), lines=())
                mine = draft.lines
            else:
                self._turn_into_note(id_, draft)
        return mine

    def _bring_back_whole(self) -> None:
        """Keep the check-ins that a lock had to put aside."""
        for kept in self._journal.drafts.all():
            if kept.editor == WHOLE:
                whole = records.decode(Kind.CHECKIN, kept.text)
                if isinstance(whole, CheckIn):
                    self._journal.checkins.record(whole, settles=(EDITOR, WHOLE))
                    if whole.day == self.day:
                        self.go_to(whole.id)

    def _is_home_of(self, id_: CheckInId, draft: note_draft.NoteDraft) -> bool:
        is_free = not self._is_kept and self.value.is_empty
        return is_free and draft.day == self.day and self._journal.checkins.find(id_) is None

    def _turn_into_note(self, id_: CheckInId, draft: note_draft.NoteDraft) -> None:
        found = self._journal.checkins.find(id_)
        whole = draft.as_checkin(id_) if found is None else replace(found, lines=draft.lines)
        if whole.is_empty:
            self._journal.drafts.drop(EDITOR, id_)
        else:
            self._journal.checkins.record(whole, settles=(EDITOR,))

    def _take_last(self) -> None:
        found = self._journal.checkins.on(self.day)
        self._is_kept = bool(found)
        self.value = found[-1] if found else self._fresh()

    def _begin(self) -> None:
        """The moment of a check-in is that of its first answer, not of the page's opening."""
        if self._is_kept or not self.value.is_empty:
            return
        if self._journal.drafts.find(EDITOR, self.value.id) is None:
            self.value = replace(self.value, felt_at=self._moment())

    def _fresh(self) -> CheckIn:
        return CheckIn(
            id=CheckInId(new_id()),
            felt_at=self._moment(),
            day=self.day,
            is_entered_later=self.day != self._journal.today(),
        )

    def _moment(self) -> datetime:
        if self.is_for_today:
            return self._journal.now()
        others = len(self._journal.checkins.on(self.day))
        evening = datetime.combine(self.day, _HOUR_OF_EARLIER_DAYS) + timedelta(minutes=others)
        zoned = evening.replace(tzinfo=ZoneInfo(self._journal.zone))
        # An offset is kept, not a zone.
        return datetime.fromisoformat(zoned.isoformat())
