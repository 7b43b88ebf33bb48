"""Words on their way into a check-in, as text that can be kept as a draft.

A draft has to bring back a note whose check-in was never written down: so it holds the moment
and the day as well as the lines with their kinds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CheckInId

EDITOR: Final = "checkin.note"
# Answers are kept one by one and have no drafts: only where the disk took none of it.
WHOLE: Final = "checkin.whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """A note that is being written.

    Attributes:
        felt_at: The moment of its check-in.
        day: The day of its check-in.
        is_entered_later: Whether that is another day than the one it is written on.
        lines: The note so far; left out of repr().
    """

    felt_at: datetime
    day: date
    is_entered_later: bool = False
    lines: tuple[NoteLine, ...] = field(default=(), repr=False)

    def as_checkin(self, checkin_id: CheckInId) -> CheckIn:
        """Return the check-in that this draft alone amounts to."""
        return CheckIn(
            id=checkin_id,
            felt_at=self.felt_at,
            day=self.day,
            is_entered_later=self.is_entered_later,
            lines=self.lines,
        )


def of(checkin: CheckIn, lines: Sequence[NoteLine]) -> NoteDraft:
    """Return the draft of ``lines`` being written into ``checkin``."""
    return NoteDraft(
        felt_at=checkin.felt_at,
        day=checkin.day,
        is_entered_later=checkin.is_entered_later,
        lines=tuple(lines),
    )


def to_text(draft: NoteDraft) -> str:
    """Return ``draft`` as text; ``from_text`` is the way back."""
    return json.dumps(
        {
            "felt_at": draft.felt_at.isoformat(),
            "day": draft.day.isoformat(),
            "is_entered_later": draft.is_entered_later,
            "lines": [[line.kind.value, line.text] for line in draft.lines],
        },
        # Half of a pair can be typed on some systems; it has to get through.
        ensure_ascii=True,
    )


def from_text(text: str) -> NoteDraft | None:
    """Return the draft in ``text``, or None where it is not one that we wrote."""
    try:
        return _from_plain(json.loads(text))
    except (ValueError, TypeError, KeyError, InvalidFieldError):
        return None


def _from_plain(plain: Mapping[str, Any]) -> NoteDraft:
    return NoteDraft(
        felt_at=datetime.fromisoformat(plain["felt_at"]),
        day=date.fromisoformat(plain["day"]),
        is_entered_later=bool(plain["is_entered_later"]),
        lines=tuple(
            NoteLine(kind=LineKind(kind), text=str(words)) for kind, words in plain["lines"]
        ),
    )
