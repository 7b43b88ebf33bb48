"""All tables of the complete export, in the order of the document."""

from collections.abc import Mapping
from typing import Final

from sessiondesk.exchange.journal_measure_rows import (
    AnswerRow,
    AssessmentRow,
    FormRow,
    FormTotalRow,
    MeasurePlanRow,
)
from sessiondesk.exchange.journal_more_rows import (
    AfterwardsRow,
    BreakRow,
    FeelingWordRow,
    FitRow,
    LifeEventRow,
    PatternRow,
    SafetyPlanRow,
    SessionPatternRow,
    SignRow,
)
from sessiondesk.exchange.journal_review_rows import (
    FindingRow,
    InsightRow,
    RecallRatingRow,
    RecallRow,
    ReviewRow,
)
from sessiondesk.exchange.journal_row import Row
from sessiondesk.exchange.journal_rows import (
    AdjustmentRow,
    AreaRow,
    BodyRow,
    BringUpRow,
    CheckInPatternRow,
    CheckInRow,
    CheckInTagRow,
    CourseRow,
    DraftRow,
    FeelingRow,
    GoalRow,
    GoalValueRow,
    ImportKeyRow,
    ImportRunRow,
    LineRow,
    PracticeLogRow,
    PracticeRow,
    ReadingRow,
    ScaleRow,
    SettingRow,
    TagRow,
    TherapySessionRow,
    VersionRow,
    WinRow,
)
from sessiondesk.exchange.journal_sheet_rows import SheetRow

TABLES: Final[Mapping[str, type[Row]]] = {
    "setting": SettingRow,
    "import_run": ImportRunRow,
    "import_key": ImportKeyRow,
    "version": VersionRow,
    "draft": DraftRow,
    "scale": ScaleRow,
    "tag": TagRow,
    "pattern": PatternRow,
    "feeling_word": FeelingWordRow,
    "checkin": CheckInRow,
    "reading": ReadingRow,
    "checkin_area": AreaRow,
    "checkin_feeling": FeelingRow,
    "checkin_body": BodyRow,
    "checkin_tag": CheckInTagRow,
    "checkin_pattern": CheckInPatternRow,
    "checkin_line": LineRow,
    "course": CourseRow,
    "course_break": BreakRow,
    "therapy_session": TherapySessionRow,
    "therapy_session_pattern": SessionPatternRow,
    "afterwards": AfterwardsRow,
    "fit_rating": FitRow,
    "bring_up": BringUpRow,
    "practice": PracticeRow,
    "practice_log": PracticeLogRow,
    "goal": GoalRow,
    "goal_value": GoalValueRow,
    "goal_adjustment": AdjustmentRow,
    "win": WinRow,
    "sign": SignRow,
    "life_event": LifeEventRow,
    "safety_plan": SafetyPlanRow,
    "assessment": AssessmentRow,
    "assessment_answer": AnswerRow,
    "form": FormRow,
    "form_total": FormTotalRow,
    "measure_plan": MeasurePlanRow,
    "insight": InsightRow,
    "review": ReviewRow,
    "review_finding": FindingRow,
    "recall": RecallRow,
    "recall_rating": RecallRatingRow,
    "sheet": SheetRow,
}
"""Every table with something of the person's in it, in the order of the document."""

RECORDS: Final = tuple(name for name, row in TABLES.items() if row.record is not None)
PARTS: Final[Mapping[str, tuple[str, str]]] = {
    name: row.part_of for name, row in TABLES.items() if row.part_of is not None
}
"""The tables of parts: the column with the record each belongs to, and the table of that."""
