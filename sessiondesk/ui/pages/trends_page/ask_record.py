"""What can be asked about: the things that are noted, and the stretches of time there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.insights.change import WINDOW_DAYS, default_windows
from sessiondesk.insights.frequency import COUNTS_FROM, three_months_ago
from sessiondesk.insights.material import INTERFERENCE, SLEEP, SLEEP_INTERFERENCE
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_windows
from sessiondesk.ui.insight_names import Names, names_of, quoted
from sessiondesk.ui.wording_patterns import in_short

_MOST_EVENTS: Final = 12
_MOST_TAGS: Final = 40
_OVERWHELM: Final = "overwhelm"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ask_record", text)


class Group(StrEnum):
    """Under which head something stands in a menu."""

    RATING = "rating"
    OTHER = "other"
    TAG = "tag"
    PATTERN = "pattern"
    PRACTICE = "practice"
    FEELING = "feeling"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that can be asked about.

    Attributes:
        key: Its key among what answers are about.
        group: Where it stands in a menu.
        name: What it is called there.
        verb: How a question about its days begins: "did I feel".
        clause: How that goes on, on a chip: "overwhelmed".
        inside: What it is called inside of a sentence: "anxiety".
        is_night: Whether it is about the night.
        results: Results with their days, of a questionnaire or a form.
    """

    key: str
    group: Group
    name: str = field(repr=False)
    verb: str = field(default="", repr=False)
    clause: str = field(default="", repr=False)
    inside: str = field(default="", repr=False)
    is_night: bool = False
    results: tuple[tuple[date, float], ...] | None = field(default=None, repr=False)


class StretchKind(StrEnum):
    """How a stretch of time is chosen."""

    NOW = "now"
    BEFORE = "before"
    QUARTER = "quarter"
    MONTH = "month"
    EVENT = "event"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time as it was chosen: "now" moves on, a month stays.

    Attributes:
        kind: How it was chosen.
        first: First day, where it does not move on.
        last: Last day, likewise.
        title: The life event that it lies before.
    """

    kind: StretchKind
    first: date | None = None
    last: date | None = None
    title: str = field(default="", repr=False)

    def period(self, today: date) -> Period:
        """Return its days, up to ``today``."""
        now, before = default_windows(today)
        match self.kind:
            case StretchKind.BEFORE:
                return before
            case StretchKind.QUARTER:
                return three_months_ago(today)
            case _ if self.first is not None and self.last is not None:
                return Period(first=self.first, last=max(self.first, min(self.last, today)))
            case _:
                return now

    def noun(self, today: date) -> str:
        """Return "now", "January 2026", "before “Moving flat”"."""
        if self.kind is StretchKind.NOW:
            return _tr("now")
        if self.kind is StretchKind.EVENT:
            return _tr("before {event}").format(event=quoted(in_short(self.title)))
        return wording_windows.short(self.period(today), today)

    def phrase(self, today: date) -> str:
        """Return "over the last four weeks", "in January", "before “Moving flat”"."""
        if self.kind is StretchKind.EVENT:
            return self.noun(today)
        if self.kind is StretchKind.BEFORE:
            return _tr("in the four weeks before")
        return wording_windows.period_in_words(self.period(today), today)


NOW: Final = Stretch(kind=StretchKind.NOW)
BEFORE: Final = Stretch(kind=StretchKind.BEFORE)
QUARTER: Final = Stretch(kind=StretchKind.QUARTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRecord:
    """What the menus offer.

    Attributes:
        today: The day that now counts for.
        names: What things are called.
        counted: What can be counted by days.
        rated: What has a mean: ratings and hours slept.
        results: Questionnaires and forms with a result, where ``with_results`` read them.
        patterns: The patterns, the one named last first.
        months: The months with a check-in, the newest first.
        events: Life events since the record began, the newest first.
        first: The first day with a check-in; None without any.
    """

    today: date
    names: Names = field(repr=False)
    counted: tuple[Thing, ...]
    rated: tuple[Thing, ...]
    results: tuple[Thing, ...] = ()
    patterns: tuple[Pattern, ...]
    months: tuple[Stretch, ...]
    events: tuple[Stretch, ...]
    first: date | None


def read(journal: Journal, prompts: Prompts) -> AskRecord:
    """Return what can be asked about.

    Raises:
        StoreError: The journal could not be read.
    """
    names = names_of(journal, prompts, with_bring_ups=False)
    scales = sorted(journal.scales.all(), key=_hidden)
    rated = tuple(_rated(scales, names))
    extent = journal.checkins.extent()
    today = journal.today()
    return AskRecord(
        today=today,
        names=names,
        counted=(*_scales(scales, names), *_graded(), *_ticked(journal, prompts)),
        rated=rated,
        patterns=tuple(journal.patterns.all()),
        months=tuple(_months(extent, today)),
        events=tuple(_events(journal.life_events.all(), extent)),
        first=None if extent is None else extent.first,
    )


def with_results(record: AskRecord, journal: Journal) -> AskRecord:
    """Return the same with what questionnaires came to.

    Raises:
        StoreError: The journal could not be read.
    """
    return replace(record, results=tuple(_results(journal, record.names)))


def at_or_more(thing: Thing, number: float = COUNTS_FROM) -> str:
    """Return "anxiety at 6 or more"."""
    return _tr("my {name} at {number} or more").format(name=thing.inside, number=f"{number:g}")


def _hidden(scale: Scale) -> bool:
    return not scale.is_shown


def _rated(scales: Sequence[Scale], names: Names) -> Iterator[Thing]:
    for key in (*(each.id for each in scales if each.kind is ScaleKind.RATING), SLEEP):
        subject = names.subject(key)
        if subject is not None:
            yield Thing(
                key=key,
                group=Group.RATING,
                name=in_short(subject.name),
                inside=in_short(subject.inside),
                is_night=subject.is_night,
            )


def _scales(scales: Sequence[Scale], names: Names) -> Iterator[Thing]:
    for each in _rated(scales, names):
        if each.key == SLEEP:
            continue
        is_overwhelm = each.key == _OVERWHELM and each.name == _tr("Overwhelm")
        yield Thing(
            key=each.key,
            group=Group.RATING,
            name=at_or_more(each),
            inside=each.inside,
            verb=_tr("did I feel") if is_overwhelm else _tr("was"),
            clause=_tr("overwhelmed") if is_overwhelm else at_or_more(each),
            is_night=each.is_night,
        )
    for scale in scales:
        if scale.kind is ScaleKind.YES_NO:
            label = quoted(in_short(scale.label))
            yield Thing(
                key=scale.id,
                group=Group.OTHER,
                name=label,
                inside=label,
                verb=_tr("did I say yes to"),
                clause=label,
            )


def _graded() -> Iterator[Thing]:
    sleep = _tr("anxiety get in the way of sleep")
    yield Thing(
        key=SLEEP_INTERFERENCE,
        group=Group.OTHER,
        name=sleep,
        verb=_tr("did"),
        clause=sleep,
        is_night=True,
    )
    kept = _tr("how I felt keep me from something")
    yield Thing(key=INTERFERENCE, group=Group.OTHER, name=kept, verb=_tr("did"), clause=kept)


def _ticked(journal: Journal, prompts: Prompts) -> Iterator[Thing]:
    counted = [each for each, count in journal.tags.counted() if count and not each.merged_into]
    for tag in counted[:_MOST_TAGS]:
        yield _own(f"tag:{tag.id}", Group.TAG, tag.name, _tr("did I note"))
    for pattern in journal.patterns.all():
        key = f"pattern:{pattern.id}"
        yield _own(key, Group.PATTERN, pattern.name, _tr("did I notice"))
    for practice in journal.practices.all():
        key = f"practice:{practice.id}"
        yield _own(key, Group.PRACTICE, practice.text, _tr("did I practise"))
    for family in prompts.feelings:
        yield Thing(
            key=f"feeling:{family.id}",
            group=Group.FEELING,
            name=family.label,
            verb=_tr("did I feel"),
            clause=family.label.lower(),
        )


def _own(key: str, group: Group, name: str, verb: str) -> Thing:
    short = in_short(name)
    return Thing(key=key, group=group, name=short, verb=verb, clause=quoted(short))


def _results(journal: Journal, names: Names) -> Iterator[Thing]:
    for id_ in sorted(journal.measures.last_days()):
        results = tuple((each.day, float(each.total)) for each in journal.measures.of(id_))
        name = names.instrument(id_)
        if results and name:
            yield _form(f"instrument:{id_}", name, results)
    for form in journal.measures.forms():
        totals = tuple((each.day, float(each.total)) for each in journal.measures.totals(form.id))
        if totals:
            yield _form(f"form:{form.id}", in_short(form.name), totals)


def _form(key: str, name: str, results: tuple[tuple[date, float], ...]) -> Thing:
    return Thing(key=key, group=Group.FORM, name=name, inside=name, results=results)


def _months(extent: Period | None, today: date) -> Iterator[Stretch]:
    if extent is None:
        return
    month = min(extent.last, today).replace(day=1)
    while month >= extent.first.replace(day=1):
        following = (month + timedelta(days=31)).replace(day=1)
        yield Stretch(kind=StretchKind.MONTH, first=month, last=following - timedelta(days=1))
        month = (month - timedelta(days=1)).replace(day=1)


def _events(events: Sequence[LifeEvent], extent: Period | None) -> Iterator[Stretch]:
    if extent is None:
        return
    since = [each for each in events if each.first > extent.first]
    for event in sorted(since, key=_began, reverse=True)[:_MOST_EVENTS]:
        before = ending(event.first - timedelta(days=1), days=WINDOW_DAYS)
        yield Stretch(
            kind=StretchKind.EVENT, first=before.first, last=before.last, title=event.title
        )


def _began(event: LifeEvent) -> date:
    return event.first
