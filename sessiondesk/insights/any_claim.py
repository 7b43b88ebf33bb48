"""Any answer at all, without how it is kept: that needs more than the standard library."""

from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.change import Change
from sessiondesk.insights.claims import Associations, Trend, TurningPoint, Weekdays
from sessiondesk.insights.counts import Count, ScoreStory
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.frequency import Frequency, FrequencyChange
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.steady import Steady
from sessiondesk.insights.working import Working

Claim = (
    Change
    | FrequencyChange
    | Frequency
    | FirstNoticed
    | ScoreStory
    | Trend
    | Steady
    | AfterSessions
    | Associations
    | Weekdays
    | TurningPoint
    | Count
    | Working
    | MissingDays
)
