"""A result from paper that is being typed in: kept as it goes, back after a crash or a lock."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import scoring
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.measures_page import typed_number

EDITOR: Final = "older_result"
"""A new one. Its draft belongs to the instrument: there is one of each."""
CHANGE_EDITOR: Final = "older_result_change"
"""One that is kept, and is being put right. Its draft belongs to the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderDraft:
    """What stands in the fields.

    Attributes:
        day: The day it was filled in.
        is_total_only: Whether the single answers are not known.
        total: The total, as typed.
        answers: What is ticked, by number of the item, as ticked.
        functional: The answer on how hard things were. None: not asked, or not answered.
    """

    day: date
    is_total_only: bool = False
    total: str = field(default="", repr=False)
    answers: Mapping[int, int] = field(default_factory=dict, repr=False)
    functional: int | None = field(default=None, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed and nothing ticked."""
        return not self.total.strip() and not self.answers

    def as_draft(self, instrument: Instrument, changes: Assessment | None) -> Draft:
        """Return it as what is kept.

        Args:
            instrument: The questionnaire.
            changes: The record that is being put right. None: a new one.
        """
        text = json.dumps(
            {
                "version": instrument.version,
                "day": self.day.isoformat(),
                "is_total_only": self.is_total_only,
                "total": self.total,
                "answers": {str(n): value for n, value in sorted(self.answers.items())},
                "functional": self.functional,
            }
        )
        editor, record_id = place_of(instrument, changes)
        return Draft(editor=editor, record_kind=Kind.ASSESSMENT, record_id=record_id, text=text)


def place_of(instrument: Instrument, changes: Assessment | None) -> tuple[str, str]:
    """Return the editor and the record that a draft belongs to."""
    return (EDITOR, instrument.id) if changes is None else (CHANGE_EDITOR, str(changes.id))


def of_record(assessment: Assessment) -> OlderDraft:
    """Return the fields of a record that is to be put right."""
    return OlderDraft(
        day=assessment.day,
        is_total_only=assessment.is_total_only,
        total=typed_number.written(assessment.total) if assessment.is_total_only else "",
        answers=assessment.answers,
        functional=assessment.functional,
    )


def read(text: str, instrument: Instrument) -> OlderDraft | None:
    """Return the fields in a draft; None where it is damaged, or of other words.

    What was put aside at a lock comes back behind what is there: then the later one counts.
    """
    decoder = json.JSONDecoder()
    rest, found = text.strip(), None
    try:
        while rest:
            fields, end = decoder.raw_decode(rest)
            rest = rest[end:].strip()
            found = _from_fields(fields, instrument)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _from_fields(fields: Any, instrument: Instrument) -> OlderDraft:  # noqa: ANN401 - JSON
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
    return OlderDraft(
        day=date.fromisoformat(fields["day"]),
        is_total_only=fields["is_total_only"] is True,
        total=str(fields["total"]),
        answers=answers,
        functional=functional,
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("an answer is a whole number")
    return value
