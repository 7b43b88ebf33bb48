"""Identities. Made here when a record is born, kept through edits, export and import."""

import secrets
from typing import NewType

CheckInId = NewType("CheckInId", str)
ScaleId = NewType("ScaleId", str)
TagId = NewType("TagId", str)
CourseId = NewType("CourseId", str)
TherapySessionId = NewType("TherapySessionId", str)
BringUpId = NewType("BringUpId", str)
PracticeId = NewType("PracticeId", str)
PracticeLogId = NewType("PracticeLogId", str)
GoalId = NewType("GoalId", str)
GoalValueId = NewType("GoalValueId", str)
AdjustmentId = NewType("AdjustmentId", str)
WinId = NewType("WinId", str)
ImportId = NewType("ImportId", str)
PatternId = NewType("PatternId", str)
FeelingWordId = NewType("FeelingWordId", str)
AfterwardsId = NewType("AfterwardsId", str)
SignId = NewType("SignId", str)
LifeEventId = NewType("LifeEventId", str)
SafetyPlanId = NewType("SafetyPlanId", str)
AssessmentId = NewType("AssessmentId", str)
FormId = NewType("FormId", str)
FormTotalId = NewType("FormTotalId", str)
MeasurePlanId = NewType("MeasurePlanId", str)
InsightId = NewType("InsightId", str)
ReviewId = NewType("ReviewId", str)
RecallId = NewType("RecallId", str)
KeptSheetId = NewType("KeptSheetId", str)


def new_id() -> str:
    """Return a fresh identity: 32 hexadecimal digits, random."""
    return secrets.token_hex(16)
