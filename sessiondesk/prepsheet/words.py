"""What the sheet has to say in a language: made elsewhere, so that it can be translated."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.prepsheet.material import (
    Agreed,
    GoalStanding,
    Judgement,
    Marked,
    MeasureStanding,
    Moment,
    Private,
    Together,
    Told,
)
from sessiondesk.prepsheet.mean import Mean

if TYPE_CHECKING:
    from sessiondesk.insights.after_session import AfterSessions
    from sessiondesk.insights.change import Change
    from sessiondesk.insights.course_strip import Strip


class Words(Protocol):
    """The program's own words on paper. None of them is anything the person wrote."""

    def title(self) -> str:
        """Name the sheet."""

    def block_title(self, block: str) -> str:
        """Name a block by its id, and the second column of wins and hurdles."""

    def block_note(self, block: str) -> str:
        """Say in a few words how a block is read; may be empty."""

    def session_name(self, number: int | None) -> str:
        """Name the appointment the sheet is for."""

    def appointment(self, session: Appointment) -> str:
        """Say when that appointment is."""

    def sheet_day(self, day: date) -> str:
        """Say the sheet's date where there is no appointment."""

    def source(self, since: Period, days_recorded: int, *, is_since_last: bool) -> str:
        """Say where all of it comes from, and how many days it rests on."""

    def to_fill_in(self) -> str:
        """Say that nothing on the sheet comes from the record."""

    def marked(self, item: Marked) -> str:
        """Say what was ticked, and where and when; the question stands before it."""

    def bring_up(self, item: BringUp) -> str:
        """Say what the person wants from a bring-up; may be empty."""

    def heads(self) -> tuple[str, str, str]:
        """Head the table: what its figures are, the newer window, the older one."""

    def mean(self, mean: Mean) -> str:
        """Say a mean with its number of days, or that there are too few."""

    def days_of(self, days: int, period: Period) -> str:
        """Say on how many days of a window there is a check-in."""

    def sleep_hours(self) -> str:
        """Name the row of hours slept."""

    def days_recorded(self) -> str:
        """Name the row of days with a check-in."""

    def compared(self, scale: Scale | None, claim: "Change") -> str:
        """Say how both windows compare, where that can be said; None for hours slept."""

    def told(self, item: Told) -> str:
        """Say again what was said about the record; empty where its subject is gone."""

    def told_on(self, day: date) -> str:
        """Say that it is the program that said it, and when."""

    def chart(self) -> str:
        """Name the chart where it is switched."""

    def long_chart(self) -> str:
        """Name the chart of a review where it is switched."""

    def judgement(self) -> str:
        """Ask for the person's own one-line judgement, to be written by hand."""

    def judged(self, judgement: Judgement) -> str:
        """Say when the person gave their judgement, and which ratings they remembered."""

    def sessions_axis(self) -> str:
        """Name the ticks of the sessions under the chart."""

    def month(self, day: date) -> str:
        """Name the month that begins with ``day``."""

    def noted_on(self, day: date) -> str:
        """Say the day of a win or a hurdle."""

    def moment(self, moment: Moment) -> str:
        """Say the day of a moment, what was felt and what was tried."""

    def more(self, count: int) -> str:
        """Say that there are ``count`` more, 1 or more, in the record."""

    def taken_away(self) -> str:
        """Say that a line is what the person took away last time."""

    def left_open(self) -> str:
        """Say that a line stayed open last time."""

    def tried(self, day: date) -> str:
        """Say that a line is what the person tried, and when they wrote it down."""

    def agreed(self, item: Agreed) -> str:
        """Say what became of something agreed."""

    def goal(self, standing: GoalStanding) -> str:
        """Say where a goal began, where it is and where it should go."""

    def measure_name(self, standing: MeasureStanding) -> str:
        """Name a questionnaire with the day of its latest result."""

    def measure_heads(self) -> tuple[str, str, str, str]:
        """Head what is said of it: at first, the one before, the latest, the change."""

    def scores(self, standing: MeasureStanding) -> tuple[str, str, str, str]:
        """Return these three results and the word for the change; empty where there is none."""

    def measure_note(self, standings: Sequence[MeasureStanding]) -> str:
        """Say what to keep in mind with those that are printed; may be empty."""

    def private(self, item: Private) -> str:
        """Say what a line is that was noted after the last session."""

    def band_heads(self) -> tuple[str, str, str, str]:
        """Head a questionnaire in full: at first, the one before, the latest, its range."""

    def band(self, standing: MeasureStanding) -> str:
        """Return what the questionnaire calls the range of the latest result; may be empty."""

    def band_note(self) -> str:
        """Say what such a range is, and what it is not."""

    def attendance(self, therapy: "Strip") -> tuple[str, str]:
        """Say how many sessions there were, and what became of the appointments."""

    def together(self, item: Together) -> str:
        """Return the ratings of a sentence about the sessions, oldest first."""

    def after(self, mood: Scale, claim: "AfterSessions") -> str:
        """Say what follows sessions; empty where there are too few of them."""

    def event(self, event: LifeEvent) -> str:
        """Name a life event, a medicine with its dose."""

    def event_on(self, event: LifeEvent) -> str:
        """Say of what kind it is, and when it was."""

    def finding(self, item: Told) -> str:
        """Say again what was said about the record; empty where nothing could be told."""

    def continues(self) -> str:
        """Say that a text goes on in the journal."""

    def foot(self, *, is_whole: bool) -> str:
        """Say what kind of paper this is, and whether everything found room."""

    def page(self, number: int, of: int) -> str:
        """Number a page."""

    def running_head(self, session: str) -> str:
        """Head the second page."""
