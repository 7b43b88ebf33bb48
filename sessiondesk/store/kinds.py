"""The kinds of record, each named like its table."""

from datetime import UTC, datetime
from enum import StrEnum


class Kind(StrEnum):
    """A kind of record; the value is the name of its table and is never changed."""

    SCALE = "scale"
    TAG = "tag"
    CHECKIN = "checkin"
    COURSE = "course"
    THERAPY_SESSION = "therapy_session"
    BRING_UP = "bring_up"
    PRACTICE = "practice"
    PRACTICE_LOG = "practice_log"
    GOAL = "goal"
    GOAL_VALUE = "goal_value"
    GOAL_ADJUSTMENT = "goal_adjustment"
    WIN = "win"
    PATTERN = "pattern"
    FEELING_WORD = "feeling_word"
    AFTERWARDS = "afterwards"
    SIGN = "sign"
    LIFE_EVENT = "life_event"
    SAFETY_PLAN = "safety_plan"
    ASSESSMENT = "assessment"
    FORM = "form"
    FORM_TOTAL = "form_total"
    MEASURE_PLAN = "measure_plan"
    INSIGHT = "insight"
    REVIEW = "review"
    RECALL = "recall"
    SHEET = "sheet"


def is_made_again(table: str) -> bool:
    """Return whether a table is the index of search: made from the others at any time."""
    return table == "search" or table.startswith("search_")


def stamp(moment: datetime) -> str:
    """Return ``moment`` as the tables keep the times of their own doing: UTC, ending in Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
