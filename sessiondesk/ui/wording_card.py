"""What the diary card says in the program's own words. QtCore only: paper needs it as well."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.checkin import Interference, SleepInterference
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Appointment, Outcome
from sessiondesk.prepsheet.card_material import CardPart
from sessiondesk.ui.wording import day_in_words, days_from_to, number
from sessiondesk.ui.wording_sheet import SheetWords

_DONE: Final = "\N{CHECK MARK}"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_card", text, "", count)


class CardWords:
    """The words of ``sessiondesk.prepsheet.card_words``, in the language of the program."""

    def __init__(self) -> None:
        self._of_sheet = SheetWords()

    def title(self) -> str:
        """Name the card."""
        return _tr("Diary card")

    def part_title(self, part: CardPart) -> str:
        """Name a part, on paper and where it is switched."""
        return {
            CardPart.RATINGS: _tr("How it was, 0 to 10"),
            CardPart.NIGHTS: _tr("The night before"),
            CardPart.THROUGH_THE_DAY: _tr("In the day"),
            CardPart.PRACTICES: _tr("What I practised"),
            CardPart.TAGS: _tr("What was going on"),
            CardPart.SESSIONS: _tr("Sessions"),
            CardPart.WORDS: _tr("In my words"),
            CardPart.LINES: _tr("Notes"),
        }[part]

    def part_note(self, part: CardPart, *, is_form: bool) -> str:
        """Say in a few words how a part is read, or filled in."""
        if is_form:
            return {
                CardPart.RATINGS: _tr("a number for each day"),
                CardPart.PRACTICES: _tr("tick what was done; a figure: how much it helped"),
                CardPart.TAGS: _tr("tick each day it was so"),
            }.get(part, "")
        return {
            CardPart.RATINGS: _tr("the mean of a day with several check-ins"),
            CardPart.PRACTICES: _tr("a figure: how much it helped, 0 to 10"),
            CardPart.WORDS: _tr("one line a day"),
        }.get(part, "")

    def session_name(self, number: int | None) -> str:
        """Return "For session 9"."""
        if number is None:
            return _tr("For the next session")
        return _tr("For session {number}").format(number=number)

    def when(self, period: Period) -> str:
        """Return "6 to 12 May 2026"."""
        return days_from_to(period)

    def source(self, days_recorded: int, period: Period) -> str:
        """Return "From my own record: check-ins on 6 of 7 days."."""
        return _tr("From my own record: check-ins on {recorded} of {all} days.").format(
            recorded=days_recorded, all=period.length
        )

    def week_of(self) -> str:
        """Ask for the days of a card that is filled in by hand."""
        return _tr("Week from the ……… to the ………")

    def to_fill_in(self) -> str:
        """Say that nothing on the card comes from the record."""
        return _tr("To fill in by hand. What stays empty was not answered; it is not zero.")

    def weekday(self, day: date) -> str:
        """Return "Thu"."""
        return day_in_words(day, "ddd")

    def short_day(self, day: date) -> str:
        """Return "14 May", the month in three letters."""
        return day_in_words(day, "d MMM")

    def dated(self, day: date) -> str:
        """Return "Thu 14 May"."""
        return day_in_words(day, "ddd d MMM")

    def days_head(self) -> str:
        """Head the column that counts days."""
        return _tr("days")

    def days_of(self, days: int) -> str:
        """Return "5 of 7"."""
        return _tr("{days} of 7").format(days=days)

    def value(self, value: float) -> str:
        """Return "4", or "4.5"."""
        return number(value)

    def yes_or_no(self, *, is_yes: bool) -> str:
        """Return "yes" or "no"."""
        return _tr("yes") if is_yes else _tr("no")

    def sleep_hours(self) -> str:
        """Name the row of hours slept."""
        return _tr("Hours slept")

    def sleep_question(self) -> str:
        """Name the row of the question about sleep."""
        return _tr("Anxiety got in the way of sleep")

    def slept(self, answer: SleepInterference) -> str:
        """Return "a little"."""
        return {
            SleepInterference.NO: _tr("no"),
            SleepInterference.A_LITTLE: _tr("a little"),
            SleepInterference.CLEARLY: _tr("clearly"),
            SleepInterference.KEPT_AWAKE: _tr("kept awake"),
        }[answer]

    def interference(self) -> str:
        """Name the row of what feelings kept the person from."""
        return _tr("How I felt kept me from something")

    def kept_from(self, answer: Interference) -> str:
        """Return "put off"."""
        return {
            Interference.NO: _tr("no"),
            Interference.COST_MORE: _tr("cost more"),
            Interference.PUT_OFF: _tr("put off"),
            Interference.COULD_NOT: _tr("could not"),
        }[answer]

    def agreed(self, days_a_week: int | None) -> str:
        """Return "agreed: 5 days a week"."""
        if days_a_week is None:
            return ""
        if days_a_week == 1:
            return _tr("agreed: one day a week")
        return _tr("agreed: %n days a week", days_a_week)

    def done(self, helped: int | None) -> str:
        """Return a tick, and how much it helped where that was said."""
        return _DONE if helped is None else f"{_DONE} {helped}"

    def tagged(self) -> str:
        """Return a tick."""
        return _DONE

    def sessions(self) -> str:
        """Name the row of therapy sessions."""
        return _tr("Therapy session")

    def session(self, session: Appointment) -> str:
        """Return "14:00", or what became of it where the two did not meet."""
        if session.outcome is Outcome.MISSED:
            return _tr("missed")
        if session.outcome.is_held or session.outcome is Outcome.PLANNED:
            return f"{session.planned_for:%H:%M}"
        return _tr("cancelled")

    def note(self) -> str:
        """Say how an empty field is read."""
        return _tr("An empty field was not answered; it is not zero.")

    def continues(self) -> str:
        """Say that a text goes on in the journal."""
        return self._of_sheet.continues()

    def foot(self, *, is_whole: bool) -> str:
        """Say what kind of paper this is."""
        return self._of_sheet.foot(is_whole=is_whole)

    def page(self) -> str:
        """Return "page 1 of 1"."""
        return self._of_sheet.page(1, 1)
