"""What can have changed in the journal."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sessiondesk.store.kinds import Kind


class Topic(StrEnum):
    """What a page shows, and has to read again when it changed."""

    CHECKINS = "checkins"
    SCALES = "scales"
    TAGS = "tags"
    COURSES = "courses"
    SESSIONS = "sessions"
    BRING_UPS = "bring_ups"
    PRACTICES = "practices"
    GOALS = "goals"
    SETTINGS = "settings"
    PATTERNS = "patterns"
    FEELINGS = "feelings"
    AFTERWARDS = "afterwards"
    SIGNS = "signs"
    LIFE_EVENTS = "life_events"
    SAFETY = "safety"
    MEASURES = "measures"
    INSIGHTS = "insights"
    REVIEWS = "reviews"
    RECALLS = "recalls"
    SHEETS = "sheets"


TOPIC_OF: Final[Mapping[Kind, Topic]] = {
    Kind.CHECKIN: Topic.CHECKINS,
    Kind.SCALE: Topic.SCALES,
    Kind.TAG: Topic.TAGS,
    Kind.COURSE: Topic.COURSES,
    Kind.THERAPY_SESSION: Topic.SESSIONS,
    Kind.BRING_UP: Topic.BRING_UPS,
    Kind.PRACTICE: Topic.PRACTICES,
    Kind.PRACTICE_LOG: Topic.PRACTICES,
    Kind.GOAL: Topic.GOALS,
    Kind.GOAL_VALUE: Topic.GOALS,
    Kind.GOAL_ADJUSTMENT: Topic.GOALS,
    Kind.WIN: Topic.GOALS,
    Kind.PATTERN: Topic.PATTERNS,
    Kind.FEELING_WORD: Topic.FEELINGS,
    Kind.AFTERWARDS: Topic.AFTERWARDS,
    Kind.SIGN: Topic.SIGNS,
    Kind.LIFE_EVENT: Topic.LIFE_EVENTS,
    Kind.SAFETY_PLAN: Topic.SAFETY,
    Kind.ASSESSMENT: Topic.MEASURES,
    Kind.FORM: Topic.MEASURES,
    Kind.FORM_TOTAL: Topic.MEASURES,
    Kind.MEASURE_PLAN: Topic.MEASURES,
    Kind.INSIGHT: Topic.INSIGHTS,
    Kind.REVIEW: Topic.REVIEWS,
    Kind.RECALL: Topic.RECALLS,
    Kind.SHEET: Topic.SHEETS,
}
