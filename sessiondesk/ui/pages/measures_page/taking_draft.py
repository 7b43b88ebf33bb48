"""A questionnaire that is half filled in: kept answer by answer, back after a crash or a lock."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import scoring
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind

EDITOR: Final = "assessment"
"""A new one. Its draft belongs to the instrument: there is one of each."""
CHANGE_EDITOR: Final = "assessment_change"
"""One that is kept, and whose answers are being altered. Its draft belongs to the record."""
_ASIDE: Final = "assessment_aside"
"""Drafts of an instrument that cannot be read: another version may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfFilled:
    """Answers that are not a record yet.

    Attributes:
        instrument: The questionnaire.
        begun_on: The day of the first answer.
        answers: What is ticked, by number of the item, as ticked.
        functional: The answer on how hard things were. None: not asked, or not answered.
        on_sheet: Whether the answer that brings support is to go on the prep sheet.
        changes: The record whose answers these are. None: a new one.
    """

    instrument: Instrument = field(repr=False)
    begun_on: date
    answers: Mapping[int, int] = field(default_factory=dict, repr=False)
    functional: int | None = field(default=None, repr=False)
    on_sheet: bool = False
    changes: AssessmentId | None = None

    @property
    def answered(self) -> int:
        """How many rows have an answer."""
        return len(self.answers)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.instrument.items)

    @property
    def brings_support(self) -> bool:
        """Whether the item on thoughts of death or self-harm is above 0."""
        return scoring.score(self.instrument, self.answers).brings_support

    @property
    def missing(self) -> tuple[int, ...]:
        """The rows that have to be answered before there is a result."""
        return scoring.score(self.instrument, self.answers).missing

    def as_draft(self) -> Draft:
        """Return it as what is kept."""
        text = json.dumps(
            {
                "version": self.instrument.version,
                "begun_on": self.begun_on.isoformat(),
                "answers": {str(n): value for n, value in sorted(self.answers.items())},
                "functional": self.functional,
                "on_sheet": self.on_sheet,
            }
        )
        editor, record_id = (
            (EDITOR, self.instrument.id)
            if self.changes is None
            else (CHANGE_EDITOR, str(self.changes))
        )
        return Draft(editor=editor, record_kind=Kind.ASSESSMENT, record_id=record_id, text=text)


def of_record(instrument: Instrument, assessment: Assessment) -> HalfFilled:
    """Return the answers of a record, to be altered."""
    return HalfFilled(
        instrument=instrument,
        begun_on=assessment.day,
        answers=assessment.answers,
        functional=assessment.functional,
        on_sheet=assessment.on_sheet,
        changes=assessment.id,
    )


def find(journal: Journal, instrument: Instrument) -> HalfFilled | None:
    """Return what is half filled in of an instrument, or None.

    Raises:
        StoreError: The drafts could not be read.
    """
    text = journal.drafts.find(EDITOR, instrument.id)
    return None if text is None else read(text, instrument)


def find_change(
    journal: Journal, instrument: Instrument, assessment: Assessment
) -> HalfFilled | None:
    """Return how the answers of a record were being altered, or None.

    Raises:
        StoreError: The drafts could not be read.
    """
    text = journal.drafts.find(CHANGE_EDITOR, assessment.id)
    found = None if text is None else read(text, instrument)
    return None if found is None else replace(found, changes=assessment.id)


def is_unreadable(journal: Journal, instrument: Instrument) -> bool:
    """Return whether there is a draft of an instrument that this version cannot read.

    Raises:
        StoreError: The drafts could not be read.
    """
    text = journal.drafts.find(EDITOR, instrument.id)
    return text is not None and read(text, instrument) is None


def keep(journal: Journal, half: HalfFilled) -> None:
    """Keep what is there; nothing at all is no draft.

    A draft that cannot be read is put aside first: another version may be able to.

    Raises:
        StoreError: It was not kept.
    """
    draft = half.as_draft()
    before = journal.drafts.find(draft.editor, draft.record_id)
    if before is not None and read(before, half.instrument) is None:
        _put_aside(journal, draft.record_id, before)
    if half.answers or half.changes is not None:
        journal.drafts.keep(draft.editor, draft.record_kind, draft.record_id, draft.text)
    elif before is not None:
        journal.drafts.drop(draft.editor, draft.record_id)


def forget(journal: Journal, half: HalfFilled) -> None:
    """Let the draft go: it became a record, or is not wanted.

    Raises:
        StoreError: It is still there.
    """
    draft = half.as_draft()
    journal.drafts.drop(draft.editor, draft.record_id)


def read(text: str, instrument: Instrument) -> HalfFilled | None:
    """Return the answers in a draft; None where it is damaged, or of other words.

    Words that were put aside at a lock come back behind those that are there: then the later
    answer to a row counts.
    """
    decoder = json.JSONDecoder()
    rest, found = text.strip(), None
    try:
        while rest:
            fields, end = decoder.raw_decode(rest)
            rest = rest[end:].strip()
            found = _joined(found, _from_fields(fields, instrument))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _from_fields(fields: Any, instrument: Instrument) -> HalfFilled:  # noqa: ANN401 - JSON
    if fields["version"] != instrument.version:
        raise ValueError("the words of the questionnaire are others by now")
    answers = {int(n): _whole(value) for n, value in fields["answers"].items()}
    functional = fields["functional"]
    try:
        scoring.require_answers(instrument, answers)
        if functional is not None:
            scoring.require_functional(instrument, _whole(functional))
    except InvalidFieldError as error:
        raise ValueError(error.field) from None
    return HalfFilled(
        instrument=instrument,
        begun_on=date.fromisoformat(fields["begun_on"]),
        answers=answers,
        functional=functional,
        on_sheet=fields["on_sheet"] is True,
    )


def _joined(before: HalfFilled | None, after: HalfFilled) -> HalfFilled:
    if before is None:
        return after
    functional = before.functional if after.functional is None else after.functional
    return replace(
        after,
        begun_on=min(before.begun_on, after.begun_on),
        answers={**before.answers, **after.answers},
        functional=functional,
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("an answer is a whole number")
    return value


def _put_aside(journal: Journal, record_id: str, text: str) -> None:
    earlier = journal.drafts.find(_ASIDE, record_id)
    whole = text if earlier is None else f"{earlier}\n\n{text}"
    journal.drafts.keep(_ASIDE, Kind.ASSESSMENT, record_id, whole)
