"""What the prep sheet says in the program's own words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.bring_up import BringUp, BringUpState, Want
from sessiondesk.domain.goal import GoalState
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.insights.change import Change
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.prepsheet.material import Agreed, GoalStanding, Marked, MeasureStanding
from sessiondesk.prepsheet.mean import Mean
from sessiondesk.prepsheet.sheet import BlockId
from sessiondesk.ui import wording_comparisons
from sessiondesk.ui.insight_names import of_scale, of_sleep
from sessiondesk.ui.wording import average, day_in_words, days_from_to, number
from sessiondesk.ui.wording_measure_changes import change_word
from sessiondesk.ui.wording_measures import figure, listed
from sessiondesk.ui.wording_sheet_parts import (
    crossed,
    goal_standing,
    how_often,
    joined,
    moved,
    one_line,
)
from sessiondesk.ui.wording_sheet_review import ReviewWords

# What a person said to get in the way is quoted beside a figure: a line of it, not a page.
_LONGEST_QUOTE: Final = 120
_LONGEST_NAME: Final = 48


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_sheet", text, "", count)


class SheetWords(ReviewWords):
    """The words of ``sessiondesk.prepsheet.words``, in the language of the program."""

    def title(self) -> str:
        """Name the sheet."""
        return _tr("Prep sheet")

    def block_title(self, block: str) -> str:
        """Name a block by its id, or one of the two columns of wins and hurdles."""
        return {
            BlockId.FIRST: _tr("First"),
            BlockId.TO_BRING_UP: _tr("To bring up"),
            BlockId.HOW_IT_HAS_BEEN: _tr("How it has been"),
            BlockId.WINS_HURDLES: _tr("Wins and hurdles"),
            BlockId.FROM_LAST_TIME: _tr("From last time"),
            BlockId.GOALS: _tr("Goals and measures"),
            BlockId.MOMENTS: _tr("One hard and one good moment"),
            BlockId.ABOUT_US: _tr("About how we work"),
            BlockId.QUESTIONS: _tr("Questions for you"),
            BlockId.IN_MY_WORDS: _tr("In my words"),
            BlockId.SIX_MONTHS: _tr("Six months"),
            BlockId.MEASURES: _tr("Questionnaires in full"),
            BlockId.ATTENDANCE: _tr("So far"),
            BlockId.FIT: _tr("Working together"),
            BlockId.AFTER_SESSIONS: _tr("After sessions"),
            BlockId.EVENTS: _tr("What else was going on"),
            BlockId.INSIGHTS: _tr("What my journal says"),
            BlockId.AGREE_TODAY: _tr("What we agree today"),
            BlockId.LINES: _tr("Notes in the session"),
            "hard": _tr("One hard moment"),
            "good": _tr("One good moment"),
            "stayed": _tr("What stayed with me"),
            "wins": _tr("Wins"),
            "hurdles": _tr("Hurdles"),
        }[block]

    def block_note(self, block: str) -> str:
        """Say in a few words how a block is read."""
        return {
            BlockId.TO_BRING_UP: _tr("tick when we have talked about it"),
            BlockId.HOW_IT_HAS_BEEN: _tr("line: local average; marks: days"),
            BlockId.SIX_MONTHS: _tr("line: local average; marks: days"),
            BlockId.FIT: _tr("my ratings after sessions, oldest first; 10: fully"),
            BlockId.EVENTS: _tr("the last six months"),
            "circles": _tr("circle a number for these days, all in all"),
        }.get(block, "")

    def session_name(self, number: int | None) -> str:
        """Return "Session 9"; "Next session" where it has no number."""
        if number is None:
            return _tr("Next session")
        return _tr("Session {number}").format(number=number)

    def appointment(self, session: Appointment) -> str:
        """Return "Thursday 14 May 2026, 14:00"."""
        return _tr("{day}, {time}").format(
            day=self.sheet_day(session.day), time=f"{session.planned_for:%H:%M}"
        )

    def sheet_day(self, day: date) -> str:
        """Return "Thursday 14 May 2026"."""
        return day_in_words(day, "dddd d MMMM yyyy")

    def source(self, since: Period, days_recorded: int, *, is_since_last: bool) -> str:
        """Return "From my own record since last session, 7 to 12 Nov 2026: 5 of 6 days."."""
        sentence = (
            _tr("From my own record since last session, {days}: {recorded} of {all} days.")
            if is_since_last
            else _tr("From my own record, {days}: {recorded} of {all} days.")
        )
        days = days_from_to(since, month="MMM")
        sentence = sentence.format(days=days, recorded=days_recorded, all=since.length)
        return f"{sentence} {_tr('Ratings 0 to 10.')}"

    def to_fill_in(self) -> str:
        """Say that nothing on the sheet comes from the record."""
        return _tr("To fill in by hand. Ratings are my own, 0 to 10.")

    def marked(self, item: Marked) -> str:
        """Return "I ticked: Several days. PHQ-9, 11 May"."""
        return _tr("I ticked: {answer}. {title}, {day}").format(
            answer=item.answer, title=item.title, day=self.noted_on(item.day)
        )

    def bring_up(self, item: BringUp) -> str:
        """Say what the person wants from it, and whether it was carried over."""
        parts = []
        if item.want is not None:
            want = {
                Want.UNDERSTAND: _tr("I want to understand it"),
                Want.DECIDE: _tr("I want to decide"),
                Want.PRACTISE: _tr("I want to practise it"),
                Want.BE_HEARD: _tr("I want to be heard"),
            }
            parts.append(want[item.want])
        if item.state is BringUpState.CARRIED_OVER:
            parts.append(_tr("carried over from last time"))
        return joined(parts)

    def heads(self) -> tuple[str, str, str]:
        """Head the table."""
        return _tr("mean (days)"), _tr("last 4 weeks"), _tr("4 weeks before")

    def mean(self, mean: Mean) -> str:
        """Return "6.2 (26)", or "too few (9)"."""
        value = _tr("too few") if mean.value is None else average(mean.value)
        return f"{value} ({mean.days})"

    def days_of(self, days: int, period: Period) -> str:
        """Return "26 of 28"."""
        return _tr("{days} of {all}").format(days=days, all=period.length)

    def sleep_hours(self) -> str:
        """Name the row of hours slept."""
        return _tr("Sleep, hours")

    def days_recorded(self) -> str:
        """Name the row of days with a check-in."""
        return _tr("Days recorded")

    def compared(self, scale: Scale | None, claim: Change) -> str:
        """Return "Anxiety: about 34% lower than in the four weeks before, probably ..."."""
        subject = of_sleep() if scale is None else of_scale(scale)
        return wording_comparisons.in_short(subject, claim)

    def chart(self) -> str:
        """Name the chart where it is switched."""
        return _tr("Chart of two months")

    def long_chart(self) -> str:
        """Name the chart of a review where it is switched."""
        return _tr("Chart of six months")

    def judgement(self) -> str:
        """Ask for the person's own judgement, to be written by hand."""
        return _tr("All in all, I would say:")

    def sessions_axis(self) -> str:
        """Name the ticks of the sessions."""
        return _tr("sessions")

    def month(self, day: date) -> str:
        """Return "May"."""
        return day_in_words(day, "MMMM")

    def more(self, count: int) -> str:
        """Return "and 3 more in my journal"."""
        return _tr("and %n more in my journal", count)

    def taken_away(self) -> str:
        """Say that a line is what the person took away last time."""
        return _tr("what I took away")

    def left_open(self) -> str:
        """Say that a line stayed open last time."""
        return _tr("what stayed open")

    def agreed(self, item: Agreed) -> str:
        """Return "4 of the last 7 days, helped 6.5 of 10 (3 times)" and what got in the way."""
        parts = [how_often(item)]
        if item.helped:
            mean = Decimal(sum(item.helped)) / len(item.helped)
            helped = (
                _tr("helped {mean} of 10 (once)")
                if len(item.helped) == 1
                else _tr("helped {mean} of 10 (%n times)", len(item.helped))
            )
            parts.append(helped.format(mean=average(mean)))
        if item.obstacle.strip():
            obstacle = one_line(item.obstacle, _LONGEST_QUOTE)
            parts.append(_tr("in the way: {words}").format(words=obstacle))
        return joined(parts)

    def goal(self, standing: GoalStanding) -> str:
        """Return "2 at first, now 5, up 3; aim 7"."""
        parts = [goal_standing(standing)]
        if standing.goal.aim is not None:
            parts.append(_tr("aim {aim}").format(aim=number(standing.goal.aim)))
        if standing.goal.state is GoalState.PAUSED:
            parts.append(_tr("paused"))
        return "; ".join(parts)

    def measure_heads(self) -> tuple[str, str, str, str]:
        """Head the results of a questionnaire, and the word for the change."""
        return _tr("first"), _tr("last"), _tr("now"), _tr("from first to now")

    def scores(self, standing: MeasureStanding) -> tuple[str, str, str, str]:
        """Return "16", "12", "9" and the word for it; empty where there is none."""
        first, last = standing.first, standing.last
        return (
            "" if first is None else figure(first),
            "" if last is None else figure(last),
            figure(standing.now),
            self.change(standing),
        )

    def measure_name(self, standing: MeasureStanding) -> str:
        """Return "PHQ-9, 28 Apr"."""
        name = one_line(standing.name, _LONGEST_NAME)
        day = day_in_words(standing.day, "d MMM").replace(" ", "\N{NO-BREAK SPACE}")
        return _tr("{name}, {day}").format(name=name, day=day)

    def change(self, standing: MeasureStanding) -> str:
        """Return "reliable improvement, now below the cut-off"."""
        first, change, instrument = standing.first, standing.change, standing.instrument
        if first is None or (change is None and instrument is not None):
            return ""
        if change is None or change.judged is ChangeClass.NOT_JUDGED:
            # What a change means whose size nobody published is not ours to say.
            words = moved(first, standing.now)
        else:
            words = change_word(change)
        passed = "" if change is None else crossed(change, standing.better)
        return joined(part for part in (words, passed) if part)

    def measure_note(self, standings: Sequence[MeasureStanding]) -> str:
        """Say what "first" is, where more is better, and that a change has many reasons."""
        parts = []
        better = [
            one_line(each.name, _LONGEST_NAME)
            for each in standings
            if each.better is Better.HIGHER
        ]
        if better:
            parts.append(_tr("{names}: more is better.").format(names=listed(better)))
        if any(each.is_mean for each in standings):
            parts.append(_tr("First: the mean of the first two."))
        if any(each.is_improved for each in standings):
            parts.append(
                _tr(
                    "Many people start at a low point, from which things tend to rise a little "
                    "anyway: a change does not say why."
                )
            )
        return " ".join(parts)

    def continues(self) -> str:
        """Say that a text goes on in the journal."""
        return _tr("(continues in my journal)")

    def foot(self, *, is_whole: bool) -> str:
        """Say what kind of paper this is."""
        sentence = _tr("Private. Self-reported, not a diagnosis.")
        if is_whole:
            return sentence
        return f"{sentence} {_tr('Not everything found room here; the rest is in my journal.')}"

    def page(self, number: int, of: int) -> str:
        """Return "page 1 of 2"."""
        return _tr("page {number} of {all}").format(number=number, all=of)

    def running_head(self, session: str) -> str:
        """Return "Prep sheet, session 9"."""
        if not session:
            return self.title()
        return _tr("Prep sheet, {session}").format(session=session[:1].lower() + session[1:])
