"""What a row of a table is in the complete export of a journal, whatever the table.

The names are those of the tables and their columns. What the file keeps as 0 and 1 is true and
false here, and what it keeps as JSON stands here as itself.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Final

import msgspec
from msgspec import Meta
from typing_extensions import override

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import LONGEST_SLEEP_HOURS, CheckIn
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
from sessiondesk.domain.scale import HIGHEST, LOWEST, Scale
from sessiondesk.domain.sign import Sign
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange.journal_texts import Identity, Stamp

Record = (
    Scale
    | Tag
    | CheckIn
    | Course
    | TherapySession
    | BringUp
    | Practice
    | PracticeLog
    | Goal
    | GoalValue
    | Adjustment
    | Win
    | Pattern
    | FeelingWord
    | Afterwards
    | Sign
    | LifeEvent
    | SafetyPlan
    | Assessment
    | Form
    | FormTotal
    | MeasurePlan
    | Insight
    | Review
    | Recall
    | KeptSheet
)

_LARGEST_WHOLE: Final = 2**53  # above, other readers of JSON lose digits


Whole = Annotated[int, Meta(ge=-_LARGEST_WHOLE, le=_LARGEST_WHOLE)]
Counted = Annotated[int, Meta(ge=1, le=_LARGEST_WHOLE)]
Ticked = Annotated[int, Meta(ge=0, le=_LARGEST_WHOLE)]
Reading = Annotated[float, Meta(ge=LOWEST, le=HIGHEST)]
Rating = Annotated[int, Meta(ge=LOWEST, le=HIGHEST)]
Hours = Annotated[float, Meta(ge=0, le=LONGEST_SLEEP_HOURS)]
Name = Annotated[str, Meta(min_length=1)]


def compact(value: msgspec.Raw) -> str:
    """Return JSON as the file keeps it: with nothing between its parts."""
    return msgspec.json.format(bytes(value), indent=-1).decode()


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table.

    Attributes:
        keyed_by: The columns that no two rows have alike.
        refers: The table that a column points into, by column.
        record: The class of the domain that a row stands for, if it stands for one.
        named: What a column is called there, where it has another name.
        part_of: The column with the record that a row is a part of, and the table of that
            record; None for a row that stands for itself.
    """

    keyed_by: ClassVar[tuple[str, ...]] = ("id",)
    refers: ClassVar[Mapping[str, str]] = {}
    record: ClassVar[type[Record] | None] = None
    named: ClassVar[Mapping[str, str]] = {}
    part_of: ClassVar[tuple[str, str] | None] = None

    @override
    def __repr__(self) -> str:
        # Nothing a person wrote gets into a traceback this way.
        return f"{type(self).__name__}(...)"


class RecordRow(Row, frozen=True, kw_only=True):
    """A row that stands for a record, by itself or with its parts."""

    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run"}
    id: Identity
    made_at: Stamp
    changed_at: Stamp
    removed_at: Stamp | None
    import_id: Identity | None
