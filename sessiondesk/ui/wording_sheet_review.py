"""What the prep sheet says of moments, of the work together and in a review. QtCore only."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.scale import Scale
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.course_strip import Strip
from sessiondesk.prepsheet.material import (
    Judgement,
    MeasureStanding,
    Moment,
    Private,
    Together,
    Told,
)
from sessiondesk.ui import wording_course, wording_findings, wording_life_events
from sessiondesk.ui.insight_names import Names, of_scale
from sessiondesk.ui.wording import day_in_words, number
from sessiondesk.ui.wording_insights import said
from sessiondesk.ui.wording_sheet_parts import joined, one_line

_LONGEST_NAME: Final = 48
_MOST_FEELINGS: Final = 4
_MOST_TRIED: Final = 2
_NOTHING_TOLD: Final = {Ending.CANT_TELL, Ending.NOT_ENOUGH}


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_sheet", text)


class ReviewWords:
    """A part of the words of ``sessiondesk.prepsheet.words``, in the language of the program."""

    def __init__(self, names: Names | None = None) -> None:
        """Make the words.

        Args:
            names: What things are called that something was said about. None: what was said
                about the record cannot be said again, as where a sheet is only set anew.
        """
        self._names = names

    def noted_on(self, day: date) -> str:
        """Return "11 May"."""
        return day_in_words(day, "d MMMM")

    def judged(self, judgement: Judgement) -> str:
        """Return "said on 11 May, before I looked; mood 4, as I remembered it"."""
        when = _tr("said on {day}, before I looked").format(day=self.noted_on(judgement.day))
        ratings = joined(
            f"{one_line(name, _LONGEST_NAME)} {number(value)}" for name, value in judgement.ratings
        )
        if not ratings:
            return when
        return _tr("{when}; as I remembered it: {ratings}").format(when=when, ratings=ratings)

    def moment(self, moment: Moment) -> str:
        """Return "11 May, mood 2; felt ashamed; tried: Breathing"."""
        when = self.noted_on(moment.day)
        if moment.mood is not None:
            when = _tr("{day}, mood {mood}").format(day=when, mood=number(moment.mood))
        parts = [when]
        if moment.feelings:
            feelings = moment.feelings[:_MOST_FEELINGS]
            felt = joined(one_line(each, _LONGEST_NAME) for each in feelings)
            parts.append(_tr("felt {feelings}").format(feelings=felt))
        if moment.tried:
            practices = moment.tried[:_MOST_TRIED]
            tried = joined(one_line(each, _LONGEST_NAME) for each in practices)
            parts.append(_tr("tried: {practices}").format(practices=tried))
        return "; ".join(parts)

    def tried(self, day: date) -> str:
        """Return "what I tried, written down on 11 May"."""
        return _tr("what I tried, written down on {day}").format(day=self.noted_on(day))

    def private(self, item: Private) -> str:
        """Return "what I held back last time", or "6 of 10, after the last session"."""
        if item.rating is not None:
            return _tr("{rating} of 10, after the last session").format(rating=item.rating)
        if item.is_held_back:
            return _tr("what I held back last time")
        return _tr("what I noted after the last session")

    def told(self, item: Told) -> str:
        """Return the sentence that the program says."""
        if self._names is None:
            return ""
        found = said(item.subject, item.claim, self._names.at(item.day))
        return "" if found is None else found.sentence

    def told_on(self, day: date) -> str:
        """Return "my journal said this on 11 May", for it says "you" and means me."""
        return _tr("my journal said this on {day}").format(day=self.noted_on(day))

    def finding(self, item: Told) -> str:
        """Return the sentence that the program says, where it could tell anything."""
        if self._names is None:
            return ""
        found = said(item.subject, item.claim, self._names.at(item.day))
        return "" if found is None or found.ending in _NOTHING_TOLD else found.sentence

    def band_heads(self) -> tuple[str, str, str, str]:
        """Head a questionnaire in full."""
        return _tr("first"), _tr("last"), _tr("now"), _tr("range")

    def band(self, standing: MeasureStanding) -> str:
        """Return what the questionnaire calls the range of the latest result."""
        return "" if standing.instrument is None else standing.instrument.band(standing.now)

    def band_note(self) -> str:
        """Say what such a range is, and what it is not."""
        return _tr(
            "The ranges are called so by the questionnaires. They describe the days that were "
            "asked about; they are no diagnosis."
        )

    def attendance(self, therapy: Strip) -> tuple[str, str]:
        """Return "14 sessions since 12 March 2026." and "14 of 16 appointments kept: ..."."""
        kept = wording_course.attendance(therapy.attendance, on_paper=True)
        return wording_course.so_far(therapy), kept if therapy.attendance.offered else ""

    def together(self, item: Together) -> str:
        """Return "7, 6, 5"."""
        return joined(str(each) for each in item.ratings)

    def after(self, mood: Scale, claim: AfterSessions) -> str:
        """Say what follows sessions; empty where there are too few of them."""
        if not claim.is_enough:
            return ""
        return wording_findings.after_sessions(of_scale(mood), claim).sentence

    def event(self, event: LifeEvent) -> str:
        """Return its title, with the dose of a medicine."""
        return wording_life_events.on_chart(event)

    def event_on(self, event: LifeEvent) -> str:
        """Return "Medicine started, since 3 May 2026"."""
        kind, when = wording_life_events.kind(event.kind), wording_life_events.span(event)
        return _tr("{kind}, {when}").format(kind=kind, when=when)
