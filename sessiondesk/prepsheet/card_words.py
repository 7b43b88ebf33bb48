"""What the diary card has to say in a language: made elsewhere, so that it can be translated."""

from datetime import date
from typing import Protocol

from sessiondesk.domain.checkin import Interference, SleepInterference
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.prepsheet.card_material import CardPart


class CardWords(Protocol):
    """The program's own words on the card. None of them is anything the person wrote."""

    def title(self) -> str:
        """Name the card."""

    def part_title(self, part: CardPart) -> str:
        """Name a part."""

    def part_note(self, part: CardPart, *, is_form: bool) -> str:
        """Say in a few words how a part is read, or filled in; may be empty."""

    def session_name(self, number: int | None) -> str:
        """Name the appointment the card is for."""

    def when(self, period: Period) -> str:
        """Say which days they are."""

    def source(self, days_recorded: int, period: Period) -> str:
        """Say where all of it comes from, and on how many days it rests."""

    def week_of(self) -> str:
        """Ask for the days of a card that is filled in by hand."""

    def to_fill_in(self) -> str:
        """Say that nothing on the card comes from the record."""

    def weekday(self, day: date) -> str:
        """Name a day of the week in short."""

    def short_day(self, day: date) -> str:
        """Say a date in short."""

    def dated(self, day: date) -> str:
        """Say weekday and date beside a line of words."""

    def days_head(self) -> str:
        """Head the column that counts days."""

    def days_of(self, days: int) -> str:
        """Say on how many of the seven days there is an answer."""

    def value(self, value: float) -> str:
        """Say a rating, or hours."""

    def yes_or_no(self, *, is_yes: bool) -> str:
        """Say the answer to a question of yes or no."""

    def sleep_hours(self) -> str:
        """Name the row of hours slept."""

    def sleep_question(self) -> str:
        """Name the row of the question about sleep."""

    def slept(self, answer: SleepInterference) -> str:
        """Say an answer to it in short."""

    def interference(self) -> str:
        """Name the row of what feelings kept the person from."""

    def kept_from(self, answer: Interference) -> str:
        """Say an answer to it in short."""

    def agreed(self, days_a_week: int | None) -> str:
        """Say how often something was agreed; None: once. May be empty."""

    def done(self, helped: int | None) -> str:
        """Say that something was done, and how much it helped where that was said."""

    def tagged(self) -> str:
        """Mark a day that has a tag."""

    def sessions(self) -> str:
        """Name the row of therapy sessions."""

    def session(self, session: Appointment) -> str:
        """Say in short what became of a session, and when it was."""

    def note(self) -> str:
        """Say how an empty field is read."""

    def continues(self) -> str:
        """Say that a text goes on in the journal."""

    def foot(self, *, is_whole: bool) -> str:
        """Say what kind of paper this is, and whether everything found room."""

    def page(self) -> str:
        """Number the page."""
