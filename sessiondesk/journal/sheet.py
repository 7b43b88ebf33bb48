"""What a prep sheet needs from the journal, asked in one go."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sessiondesk.domain.checkin import CheckIn, LineKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice, PracticeState
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.domain.sheet_prompts import GoesTo
from sessiondesk.domain.therapy_session import Appointment, Outcome, TherapySession
from sessiondesk.insights.change import change
from sessiondesk.insights.local_average import HALF_WIDTH_DAYS, local_average
from sessiondesk.insights.within import within
from sessiondesk.journal import sheet_insights, sheet_measures, sheet_review, sheet_words
from sessiondesk.journal.journal import Journal
from sessiondesk.journal.sheet_questions import is_answer
from sessiondesk.prepsheet.content_panel import drawn
from sessiondesk.prepsheet.material import (
    WINDOW_DAYS,
    Agreed,
    GoalStanding,
    Noted,
    SheetInput,
    chart_period,
    review_period,
    windows,
)


def gather(journal: Journal, on: date) -> SheetInput:
    """Return what the record says up to ``on``, the sheet's date, included.

    The sheet is for the next appointment from that day on; on a day of the past that may
    be one that was held since.

    Raises:
        StoreError: The journal could not be read.
    """
    sessions = journal.sessions.outline()
    coming = _coming(sessions, on, is_past=on < journal.today())
    met = _last_held(sessions, on, coming)
    # Only of that one are the words read: ten years of notes would hold up the page.
    last = None if met is None else journal.sessions.find(met.id)
    course = _course(journal, coming or met)
    since = ending(on, days=WINDOW_DAYS) if last is None else Period(first=last.day, last=on)
    shown = chart_period(on)
    recorded = journal.checkins.days_recorded(Period(first=min(since.first, shown.first), last=on))
    scales = [each for each in journal.scales.shown() if each.kind is ScaleKind.RATING]
    # The average at the left edge leans on days before it, as it does on the screen's chart.
    looked_back = review_period(on)
    around = ending(on, days=looked_back.length + HALF_WIDTH_DAYS)
    # How much a day is like the one before it is seen in the whole record.
    ratings, nights = journal.day_values.up_to(on, [each.id for each in scales])
    daily = {id_: within(days, around) for id_, days in ratings.items()}
    chosen = journal.settings.value.chart_scales
    on_charts = {
        each.id for period in (shown, looked_back) for each in drawn(scales, chosen, daily, period)
    }
    checkins = journal.checkins.between(since)
    later = sheet_words.after(checkins, last)
    mood = next((each for each in scales if each.id == sheet_words.MOOD), None)
    return SheetInput(
        on=on,
        coming=coming,
        coming_number=None if coming is None else journal.sessions.number_of(coming),
        last=last,
        since=since,
        days_recorded=frozenset(recorded),
        bring_ups=tuple(journal.bring_ups.open()),
        scales=tuple(scales),
        chart_scales=chosen,
        daily=daily,
        averages={
            id_: tuple(
                tuple((point.day, point.mean) for point in segment)
                for segment in local_average(list(days), list(days.values()))
            )
            for id_, days in daily.items()
            if id_ in on_charts
        },
        sleep_hours=within(nights, shown),
        changes={
            each.id: change(ratings[each.id], *windows(on), none_at_zero=each.none_at_zero)
            for each in scales
        },
        sleep_change=change(nights, *windows(on), none_at_zero=False) if nights else None,
        told=sheet_insights.told(journal, since),
        sessions=tuple(each for each in sessions if each.day in looked_back),
        wins=_newest_first([*_lines(checkins, LineKind.WIN), *_wins_of_goals(journal, since)]),
        hurdles=_newest_first(_lines(checkins, LineKind.HURDLE)),
        agreed=tuple(_agreed(journal, each, since) for each in _practices(journal, last, on)),
        goals=tuple(
            _standing(journal, each, on) for each in journal.goals.active() if each.began_on <= on
        ),
        marked=sheet_measures.marked(journal.measures, on, last),
        measures=sheet_measures.standings(
            journal.measures, on, None if course is None else course.started_on
        ),
        checkins=len(later),
        has_answers=any(is_answer(each, goes_to) for each in later for goes_to in GoesTo),
        judgement=sheet_words.judgement(journal, since, last),
        moments=tuple(sheet_words.moments(journal, later, since)),
        tried=tuple(sheet_words.tried(later)),
        afterwards=tuple(sheet_review.afterwards(journal, last)),
        excerpts=tuple(sheet_words.excerpts(later)),
        is_review=sheet_review.is_review(journal, course, since),
        therapy=sheet_review.therapy(course, sessions, on),
        together=tuple(sheet_review.together(journal, course, sessions, on)),
        after=sheet_review.after(mood, ratings, course, sessions),
        mood=mood,
        events=tuple(sheet_review.events(journal, on)),
        insights=tuple(sheet_review.insights(journal, on)),
    )


def _course(journal: Journal, session: Appointment | None) -> Course | None:
    """Return the therapy that the sheet is for; where no session is, the one in force."""
    if session is None:
        return journal.measures.course()
    return next(each for each in journal.courses.all() if each.id == session.course_id)


def _coming(sessions: Sequence[Appointment], on: date, *, is_past: bool) -> Appointment | None:
    for session in sessions:
        may_be = session.outcome is Outcome.PLANNED or (is_past and session.outcome.is_held)
        if session.day >= on and may_be:
            return session
    return None


def _last_held(
    sessions: Sequence[Appointment], on: date, coming: Appointment | None
) -> Appointment | None:
    for session in reversed(sessions):
        if coming is not None and (session is coming or session.course_id != coming.course_id):
            continue
        if session.outcome.is_held and session.day <= on:
            return session
    return None


def _lines(checkins: Iterable[CheckIn], kind: LineKind) -> Iterable[Noted]:
    for checkin in checkins:
        for place, line in enumerate(checkin.lines):
            if line.kind is kind and line.text.strip():
                yield Noted(key=f"{checkin.id}:{place}", day=checkin.day, text=line.text)


def _wins_of_goals(journal: Journal, since: Period) -> Iterable[Noted]:
    for goal in journal.goals.all():
        for win in journal.goals.wins(goal.id):
            if win.day in since:
                yield Noted(key=win.id, day=win.day, text=win.text)


def _newest_first(noted: Iterable[Noted]) -> tuple[Noted, ...]:
    return tuple(sorted(noted, key=lambda each: each.day, reverse=True))


def _practices(journal: Journal, last: TherapySession | None, on: date) -> Iterable[Practice]:
    """Yield what was agreed last time, then what goes on from earlier."""
    known = [each for each in journal.practices.all() if each.agreed_on <= on]
    of_last = [each for each in known if last is not None and each.session_id == last.id]
    yield from of_last
    for each in known:
        if each.state is PracticeState.GOING_ON and each not in of_last:
            yield each


def _agreed(journal: Journal, practice: Practice, since: Period) -> Agreed:
    week = ending(since.last, days=DAYS_IN_A_WEEK)
    logs = [entry for entry in journal.practices.logs(practice.id) if entry.day <= since.last]
    lately = [entry for entry in logs if entry.day in since]
    obstacles = [entry.obstacle for entry in lately if entry.obstacle.strip()]
    return Agreed(
        practice=practice,
        days_done=len({entry.day for entry in logs if entry.day in week}),
        last_done_on=max((entry.day for entry in logs), default=None),
        helped=tuple(entry.helped for entry in lately if entry.helped is not None),
        obstacle=obstacles[-1] if obstacles else "",
    )


def _standing(journal: Journal, goal: Goal, on: date) -> GoalStanding:
    if goal.measure.is_entered:
        values = [each.value for each in journal.goals.current_values(goal) if each.day <= on]
        return GoalStanding(
            goal=goal,
            first=values[0] if values else None,
            last=values[-1] if len(values) > 1 else None,
        )
    now = float(_days_counted(journal, goal, ending(on, days=DAYS_IN_A_WEEK)))
    week = timedelta(days=DAYS_IN_A_WEEK - 1)
    began = journal.goals.measured_from(goal)
    first = Period(first=began, last=began + week)
    if first.last > on - timedelta(days=DAYS_IN_A_WEEK):
        # The first week and the last one would overlap.
        return GoalStanding(goal=goal, first=now)
    return GoalStanding(goal=goal, first=float(_days_counted(journal, goal, first)), last=now)


def _days_counted(journal: Journal, goal: Goal, period: Period) -> int:
    if goal.practice_id is not None:
        return journal.practices.days_done(goal.practice_id, period)
    return 0 if goal.tag_id is None else len(journal.checkins.tag_days(goal.tag_id, period))
