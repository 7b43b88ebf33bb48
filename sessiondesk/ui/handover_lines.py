"""The lines that a hand-over can have, from the journal. Session notes are never among them."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import Goal, GoalState, Measure
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights import keeping
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.course_strip import MarkOf, Story
from sessiondesk.journal import Journal
from sessiondesk.ui import (
    course_material,
    insight_names,
    wording_course,
    wording_goals,
    wording_insights,
    wording_life_events,
    wording_measure_changes,
    wording_plan,
)
from sessiondesk.ui.course_material import CourseMaterial
from sessiondesk.ui.handover_document import FINDING, Line, Lines, Part
from sessiondesk.ui.wording import average, days_from_to
from sessiondesk.ui.wording_measures import figure

_TELLS_NOTHING = {Ending.CANT_TELL, Ending.NOT_ENOUGH}


def read(journal: Journal, material: CourseMaterial, prompts: Prompts) -> Lines:
    """Read what can go on a hand-over.

    Only what a next therapist is told in any case is offered: the course, goals and measures.
    The rest is private and waits for the person's own hand.

    Raises:
        StoreError: It could not be read.
    """
    return {
        Part.COURSE: list(_course(material)),
        Part.HELPED: [*_practices(journal), *_findings(journal, prompts)],
        Part.GOALS: list(_goals(journal, material)),
        Part.MEASURES: list(_measures(material)),
        Part.EVENTS: list(_events(material.events_within())),
        Part.PATTERNS: list(_patterns(journal, material)),
        Part.SAFETY: list(_safety(journal)),
    }


def _course(material: CourseMaterial) -> Iterator[Line]:
    course, strip = material.course, material.strip
    own = (
        ("approach", course.approach, _tr("How we worked: {words}"), True),
        ("rhythm", course.rhythm, _tr("How often: {words}"), True),
        # A name stands on paper only where the person puts it there.
        ("therapist", course.therapist, _tr("With {words}"), False),
    )
    for key, words, pattern, is_offered in own:
        if words.strip():
            text = pattern.format(words=words.strip())
            yield Line(key=key, text=text, is_own=True, is_offered=is_offered)
    yield Line(key="so_far", text=wording_course.so_far(strip), is_offered=True)
    if strip.attendance.offered:
        text = wording_course.attendance(strip.attendance, on_paper=True)
        yield Line(key="attendance", text=text, is_offered=True)
    for mark in strip.of(MarkOf.BREAK):
        text = course_material.says(material, mark)
        yield Line(key=f"break:{mark.first.isoformat()}", text=text, is_own=True)
    days = [each.first for each in strip.of(MarkOf.REVIEW)]
    if days:
        yield Line(key="reviews", text=wording_course.reviews(days), is_offered=True)


def _practices(journal: Journal) -> Iterator[Line]:
    for practice in journal.practices.all():
        logs = journal.practices.logs(practice.id)
        if not logs:
            continue
        helped = [each.helped for each in logs if each.helped is not None]
        times = _tr("done once") if len(logs) == 1 else _tr("done %n times", len(logs))
        yield Line(
            key=f"practice:{practice.id}",
            text=practice.text,
            caption=f"{times}; {_helped(helped)}" if helped else times,
            is_own=True,
        )


def _helped(values: Sequence[int]) -> str:
    if len(values) == 1:
        return _tr("helped {value} of 10, said once").format(value=values[0])
    return _tr("helped {mean} of 10 on average, said %n times", len(values)).format(
        mean=average(sum(values) / len(values))
    )


def _findings(journal: Journal, prompts: Prompts) -> Iterator[Line]:
    """Yield what was last worked out and says something, as it stood that day."""
    kept = journal.insights.latest()
    if not kept:
        return
    names = insight_names.names_of(journal, prompts).at(kept[0].day)
    caption = _tr("worked out on {day}").format(day=wording_course.day(kept[0].day))
    for each in kept:
        claim = keeping.decode(each.asked, each.claim)
        if claim is None:
            continue
        said = wording_insights.said(each.subject, claim, names)
        if said is not None and said.ending not in _TELLS_NOTHING:
            key = f"{FINDING}{each.asked}:{each.subject}"
            yield Line(key=key, text=said.sentence, caption=caption)


def _goals(journal: Journal, material: CourseMaterial) -> Iterator[Line]:
    for goal in journal.goals.all():
        if not _is_of(goal, material):
            continue
        is_offered = goal.state in {GoalState.ACTIVE, GoalState.REACHED}
        yield Line(
            key=f"goal:{goal.id}",
            text=goal.text,
            caption=_standing(journal, goal, material),
            is_own=True,
            is_offered=is_offered,
        )


def _is_of(goal: Goal, material: CourseMaterial) -> bool:
    """Whether a goal was there within the therapy; those that were let go before are not."""
    return goal.began_on <= material.strip.period.last and (
        not goal.state.is_on_shelf
        or goal.state is GoalState.LET_GO
        or goal.id in {each.id for each, _ in material.reached()}
    )


def _standing(journal: Journal, goal: Goal, material: CourseMaterial) -> str:
    reached = {each.id: day for each, day in material.reached()}
    state = wording_goals.state_since(goal.state, reached.get(goal.id), today=material.today)
    parts = [_tr("set on {day}").format(day=wording_course.day(goal.began_on))]
    if goal.measure is Measure.OWN_RATING:
        # What came in from a computer whose clock was ahead counts from its day on.
        values = [
            each for each in journal.goals.current_values(goal) if each.day <= material.today
        ]
        if values:
            first, last = figure(values[0].value), figure(values[-1].value)
            parts.append(
                _tr("own rating {first} at first, {last} now, of 10").format(
                    first=first, last=last
                )
                if len(values) > 1
                else _tr("own rating {last} of 10").format(last=last)
            )
    if state:
        parts.append(state[:1].lower() + state[1:])
    return "; ".join(parts)


def _measures(material: CourseMaterial) -> Iterator[Line]:
    for story in material.strip.stories:
        first, last = story.results[0], story.results[-1]
        yield Line(
            key=f"instrument:{story.instrument.id}",
            text=story.instrument.title,
            is_offered=True,
            cells=(
                figure(story.baseline.value) if story.change is not None else figure(first.total),
                figure(last.total) if story.change is not None else "",
                _in_words(story),
            ),
        )
    for form in material.forms:
        totals = material.totals_of(form)
        has_two = len(totals) > 1
        yield Line(
            key=f"form:{form.id}",
            text=form.name,
            is_own=True,
            is_offered=True,
            cells=(
                figure(totals[0].total),
                figure(totals[-1].total) if has_two else "",
                _between(totals[0].day, totals[-1].day),
            ),
        )


def _in_words(story: Story) -> str:
    when = _between(story.results[0].day, story.results[-1].day)
    if story.change is None:
        return when
    if story.is_overlapping:
        return _tr("{when}; some of the same days").format(when=when)
    said = wording_measure_changes.sheet_words(story.instrument, story.change)
    return _tr("{said}; {when}").format(said=said, when=when)


def _between(first: date, last: date) -> str:
    """Return "12 May 2026", or "12 March to 12 May 2026"."""
    return days_from_to(Period(first=first, last=last), month="MMM")


def _events(events: Sequence[LifeEvent]) -> Iterator[Line]:
    # Medicines first: they are what is asked for.
    for event in sorted(events, key=lambda each: not each.kind.is_medicine):
        kind, span = wording_life_events.kind(event.kind), wording_life_events.span(event)
        yield Line(
            key=f"event:{event.id}",
            text=wording_life_events.on_chart(event),
            caption=f"{kind}, {span}",
            is_own=True,
        )


def _patterns(journal: Journal, material: CourseMaterial) -> Iterator[Line]:
    for pattern in journal.patterns.all():
        if pattern.named_on > material.strip.period.last:
            continue
        named = _tr("named on {day}").format(day=wording_course.day(pattern.named_on))
        yield Line(key=f"pattern:{pattern.id}", text=pattern.name, caption=named, is_own=True)


def _safety(journal: Journal) -> Iterator[Line]:
    plan = journal.safety.plan()
    for part in wording_plan.PARTS:
        text = wording_plan.text_of(plan, part).strip()
        if text:
            caption = _tr("from my safety plan: {part}").format(part=wording_plan.title(part))
            yield Line(key=f"plan:{part}", text=text, caption=caption, is_own=True)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("handover_lines", text, "", count)
