import itertools
import re
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from sessiondesk import demo
from sessiondesk.demo import beside, looked_back, measured, plans, told, words
from sessiondesk.domain.afterwards import AboutTheTime, FitItem, HeldBack
from sessiondesk.domain.bring_up import BringUpState
from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.goal import GoalState, Measure
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.life_event import LifeEventKind
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.sign import SignSide
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights import keeping, questionnaire_change, scoring, weekly_look
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.material import SLEEP, SLEEP_INTERFERENCE
from sessiondesk.insights.questionnaire_change import ChangeClass, Crossing
from sessiondesk.journal import Journal, sheet_content
from sessiondesk.prepsheet.sheet import BlockId, Sheet, as_text
from sessiondesk.store import connection
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate
from tests.conftest import KEY, NOON, VAULT_ID, ZONE

TODAY = NOON.date()
UNWRITTEN = {"key", "state", "measure", "horizon", "merged_into", "kind"}


@pytest.fixture
def filled(journal):
    demo.fill(journal, today=TODAY)
    return journal


@pytest.fixture
def another(tmp_path, clock, prompts, instruments):
    db = connection.create(tmp_path / "another.db", KEY, VAULT_ID)
    migrate(db)
    yield Journal(db, now=clock, zone=ZONE, prompts=prompts, instruments=instruments)
    db.close()


def everything(journal):
    extent = journal.checkins.extent()
    goals = journal.goals.all()
    return [
        journal.checkins.between(extent),
        journal.courses.all(),
        journal.sessions.all(),
        journal.bring_ups.all(),
        journal.practices.all(),
        [journal.practices.logs(each.id) for each in journal.practices.all()],
        goals,
        [journal.goals.values(each.id) for each in goals],
        [journal.goals.adjustments(each.id) for each in goals],
        [journal.goals.wins(each.id) for each in goals],
        sorted(journal.tags.all(), key=lambda tag: tag.name),
        journal.patterns.all(),
        journal.feelings.all(),
        sorted(journal.afterwards.of_all([each.id for each in journal.sessions.all()]).items()),
        [journal.signs.all(side) for side in SignSide],
        journal.life_events.all(),
        journal.safety.plan(),
        journal.measures.all(),
        [(each, journal.measures.totals(each.id)) for each in journal.measures.forms()],
        journal.measures.chosen(),
        journal.reviews.all(),
        journal.recalls.all(),
        journal.sheets.all(),
    ]


def test_it_is_marked_as_made_up(filled):
    assert filled.settings.value.is_made_up


def test_the_same_day_gives_the_same_year_down_to_the_identities(filled, another):
    demo.fill(another, today=TODAY)

    assert everything(filled) == everything(another)


def test_another_seed_gives_another_year(filled, another):
    demo.fill(another, today=TODAY, seed=2)

    assert everything(filled)[0] != everything(another)[0]


def test_the_year_ends_yesterday_and_the_next_appointment_is_near(filled):
    extent = filled.checkins.extent()
    assert extent.last == TODAY - timedelta(days=1)
    assert extent.length > 350

    coming = filled.sessions.coming(filled.now())
    assert coming.day == TODAY + timedelta(days=2)
    assert filled.sessions.number_of(coming) == 46
    assert len([each for each in filled.sessions.all() if each.outcome is Outcome.PLANNED]) == 1


@pytest.mark.parametrize("later", range(7))
def test_the_appointments_are_on_working_days_whatever_the_day(another, later):
    demo.fill(another, today=TODAY + timedelta(days=later))

    planned = [each for each in another.sessions.all() if not each.moved_from]
    assert {each.day.weekday() for each in planned} <= set(range(5))


def test_nothing_that_happened_lies_in_the_future(filled):
    for checkin in filled.checkins.between(filled.checkins.extent()):
        assert checkin.felt_at < filled.now()
        assert filled.day_of(checkin.felt_at) == checkin.day
    for practice in filled.practices.all():
        assert all(entry.day < TODAY for entry in filled.practices.logs(practice.id))
    for goal in filled.goals.all():
        assert all(value.day < TODAY for value in filled.goals.values(goal.id))
        assert all(win.day < TODAY for win in filled.goals.wins(goal.id))


def test_the_sessions_are_weekly_with_a_holiday_and_what_life_brings(filled):
    sessions = filled.sessions.all()
    days = [each.day for each in sessions]
    between = {(after - before).days for before, after in itertools.pairwise(days)}
    assert max(between) == 28  # three weeks nobody planned for
    assert 7 in between

    outcomes = {each.outcome for each in sessions}
    assert outcomes == set(Outcome)
    assert any(each.moved_from for each in sessions)
    assert sum(bool(each.notes) for each in sessions) == len(told.TOLD)


def test_the_record_has_gaps_and_answers_that_are_missing(filled):
    extent = filled.checkins.extent()
    recorded = filled.checkins.days_recorded(extent)
    gaps = [(after - before).days for before, after in itertools.pairwise(recorded)]
    assert max(gaps) > 10
    assert 0.7 < len(recorded) / extent.length < 0.95

    checkins = filled.checkins.between(extent)
    assert any("energy" not in each.ratings for each in checkins)
    assert any(each.sleep_hours is None for each in checkins)
    assert len(checkins) > len(recorded)  # several a day now and then


def mean(values):
    return sum(values) / len(values)


def test_the_way_up_is_slow_and_has_a_hard_month_in_it(filled):
    extent = filled.checkins.extent()
    mood = filled.checkins.daily(["mood"], extent)["mood"]

    def around(week):
        middle = extent.first + timedelta(weeks=week)
        return mean([value for day, value in mood.items() if abs((day - middle).days) <= 21])

    start, before, hard, end = around(3), around(27), around(32), around(48)
    assert start + 1.5 < end
    assert hard < before
    assert hard < end


def test_the_last_four_weeks_can_be_compared_with_those_before(filled):
    for last in (TODAY, TODAY - timedelta(days=28)):
        period = ending(last, days=28)
        daily = filled.checkins.daily(["mood", "anxiety", "energy", "overwhelm"], period)
        assert all(len(days) >= 14 for days in daily.values())


def test_there_is_something_to_say_and_something_agreed(filled):
    bring_ups = filled.bring_ups.open()
    assert next(each.state for each in bring_ups) is BringUpState.CARRIED_OVER
    assert len(bring_ups) >= 4
    assert any(each.stays_private for each in bring_ups)

    last = filled.sessions.last_held(filled.now())
    assert last.to_keep
    assert last.left_open
    assert filled.practices.of_session(last.id)


def test_something_went_well_and_something_did_not_since_the_last_session(filled):
    since = Period(first=filled.sessions.last_held(filled.now()).day, last=TODAY)

    assert filled.checkins.lines(LineKind.WIN, since)
    assert filled.checkins.lines(LineKind.HURDLE, since)


def test_goals_of_every_kind_are_there_with_their_history(filled):
    goals = filled.goals.all()
    assert {goal.measure for goal in goals} == set(Measure)
    assert {goal.state for goal in goals} == {
        GoalState.ACTIVE,
        GoalState.REACHED,
        GoalState.LET_GO,
    }
    assert any(filled.goals.adjustments(goal.id) for goal in goals)
    assert any(filled.goals.wins(goal.id) for goal in goals)
    assert any(goal.serves_id for goal in goals)


def test_one_goal_is_left_off_the_sheet(filled):
    texts = {str(goal.id): goal.text for goal in filled.goals.all()}
    (off,) = filled.settings.value.sheet_lines_off

    assert texts[off] == next(each.text for each in plans.AIMS if each.key == plans.OFF_SHEET)


def test_a_reached_count_ends_at_its_aim():
    for aim in plans.AIMS:
        if aim.state is GoalState.REACHED and aim.measure is Measure.COUNT:
            assert aim.values[-1][1] == aim.aim


def test_patterns_were_named_on_the_way_and_seen_before_and_after(filled):
    patterns = filled.patterns.all()
    assert len(patterns) == len(beside.NAMED) - 1
    assert sum(len(filled.patterns.merged(each.id)) for each in patterns) == 1
    for pattern in patterns:
        linked = filled.patterns.linked(pattern.id)
        assert {each.kind for each in linked} == {Kind.CHECKIN, Kind.THERAPY_SESSION}
        assert linked[0].day < pattern.named_on < linked[-1].day


def test_own_words_are_on_entries_and_one_is_hidden(filled):
    picked = {
        feeling.word
        for checkin in filled.checkins.between(filled.checkins.extent())
        for feeling in checkin.feelings
    }
    own = filled.feelings.all()
    assert {word.id for word in own} <= picked
    assert [word.is_shown for word in own].count(False) == 1


def test_something_was_noted_after_most_sessions_and_only_after_those_held(filled):
    sessions = {each.id: each for each in filled.sessions.all()}
    noted = filled.afterwards.of_all(list(sessions))
    assert len(noted) > 0.7 * len(sessions)
    assert all(sessions[own].outcome.is_held for own in noted)
    assert all(set(each.fit) <= set(FitItem) for each in noted.values())
    assert {each.held_back for each in noted.values()} == set(HeldBack)
    assert not any(AboutTheTime.CROSSED_A_LINE in each.about_the_time for each in noted.values())


def test_signs_are_those_that_are_offered(filled, prompts):
    offered = {item.id for group in prompts.signs.groups for item in group.items}
    progress = filled.signs.all(SignSide.PROGRESS)
    assert {sign.item for sign in progress} <= offered
    assert {sign.item for sign in progress} == {item for item, _, _ in beside.SIGNS}
    assert len(filled.signs.days(SignSide.PROGRESS)) == len(beside.SIGN_WEEKS)
    given = {(sign.item, sign.example) for sign in progress if sign.example}
    assert given == {(item, text) for (item, _), text in beside.SIGN_EXAMPLES.items()}

    (warning,) = filled.signs.all(SignSide.WARNING)
    told_apart = {item.id: item.needs_outside_help for item in prompts.warning_signs.items}
    assert told_apart[warning.item] is False


def test_a_medicine_was_begun_and_its_dose_was_changed(filled):
    events = filled.life_events.all()
    medicines = [each for each in events if each.kind.is_medicine]
    assert [each.kind for each in medicines] == [
        LifeEventKind.MEDICINE_STARTED,
        LifeEventKind.MEDICINE_CHANGED,
    ]
    assert medicines[0].last < medicines[1].first
    assert medicines[1].goes_on
    assert all(each.dose for each in medicines)
    assert all(each.first < TODAY for each in events)


def test_there_is_a_plan_and_the_therapy_had_a_break(filled):
    plan = filled.safety.plan()
    assert all(getattr(plan, field.name) for field in fields(plan))
    (course,) = filled.courses.all()
    (pause,) = course.breaks
    assert [each for each in filled.sessions.all() if pause.first <= each.day <= pause.last] == []


def test_every_questionnaire_adds_up_item_by_item(filled, instruments):
    kept = [each for each in filled.measures.all() if each.answers]
    assert {each.instrument for each in kept} == set(measured.TOTALS)
    for each in kept:
        instrument = instruments.find(each.instrument)
        found = scoring.score(instrument, each.answers)
        assert (found.total, found.band) == (each.total, each.band)
        assert instrument.functional is None or each.functional is not None
        # Nobody ticks the same everywhere.
        assert len(set(each.answers.values())) > 1


def test_thoughts_of_death_were_marked_twice_early_on_and_are_not_on_the_sheet(
    filled, instruments
):
    kept = filled.measures.all()
    marked = [
        each
        for each in kept
        if each.answers
        and scoring.score(instruments.find(each.instrument), each.answers).brings_support
    ]
    assert len(marked) == len(measured.MARKED)
    assert all(TODAY - each.day > timedelta(days=300) for each in marked)
    assert not any(each.on_sheet for each in kept)


def test_one_questionnaire_is_due_and_the_others_are_not(filled):
    (due,) = filled.measures.due()

    assert due.instrument.id == "phq9"
    assert due.last == TODAY - timedelta(days=14)
    assert not filled.measures.is_put_off


@pytest.mark.parametrize(
    ("name", "judged", "crossing"),
    [
        ("phq9", ChangeClass.IMPROVED, Crossing.OUT),
        ("gad7", ChangeClass.NOT_RELIABLE, Crossing.NEITHER),
    ],
)
def test_low_mood_moved_for_real_and_worry_too_little_to_tell(
    filled, instruments, name, judged, crossing
):
    results = filled.measures.of(name)
    (course,) = filled.courses.all()
    start = questionnaire_change.baseline(results, course.started_on)
    assert start is not None

    found = questionnaire_change.change(instruments.find(name), start.value, results[-1].total)

    assert start.is_before_therapy
    assert (found.judged, found.crossing) == (judged, crossing)


def test_a_result_from_paper_and_a_form_of_the_clinic_are_there_too(filled):
    (paper,) = (each for each in filled.measures.all() if each.is_total_only)
    assert paper.is_entered_later
    assert paper.day < filled.courses.all()[0].started_on - timedelta(days=28)

    (form,) = filled.measures.forms()
    totals = filled.measures.totals(form.id)
    assert [each.total for each in totals] == [total for _, total in measured.FORM_TOTALS]
    assert totals[-1].day < TODAY


@pytest.mark.parametrize("later", [0, 1, 5])
def test_there_is_an_answer_of_every_ending_whatever_the_day(another, clock, later):
    today = TODAY + timedelta(days=later)
    clock.pass_(days=later)
    demo.fill(another, today=today)

    answers = weekly_look.look(another.looking_back.gather())
    (own,) = (each.id for each in another.scales.all() if each.label == looked_back.OWN_SCALE)

    said: dict[tuple[Asked, str], Any] = {
        (each.asked, each.subject): each.claim for each in answers
    }
    assert said[Asked.CHANGE, "anxiety"].ending is Ending.LOWER
    assert said[Asked.CHANGE, "mood"].ending is Ending.CANT_TELL
    assert said[Asked.CHANGE, SLEEP].ending is Ending.ABOUT_THE_SAME
    assert said[Asked.CHANGE, own].ending is Ending.NOT_ENOUGH
    assert said[Asked.DAYS, SLEEP_INTERFERENCE].ending is Ending.LOWER
    assert said[Asked.TREND, "mood"].ending is Ending.HIGHER
    friends = next(each.id for each in another.tags.all() if each.name == "saw friends")
    assert (f"tag:{friends}", "mood") in {
        (each.tag, each.rating) for each in said[Asked.TOGETHER, ""].found
    }
    assert said[Asked.AFTER_SESSIONS, "mood"].is_enough


def test_there_were_two_reviews_and_none_is_due(filled):
    first, second = filled.reviews.all()
    (course,) = filled.courses.all()

    assert course.review_every == 5
    assert filled.reviews.due_for() is None
    assert (first.course_id, second.course_id) == (course.id, course.id)
    for review in (first, second):
        asked = [(each.asked, each.subject) for each in review.findings]
        assert len(asked) == 6
        assert all(keeping.decode(each.asked, each.claim) is not None for each in review.findings)
        assert all(getattr(review, name) for name in ("hard", "not_right", "steps"))
    assert [each.subject for each in second.findings if each.is_aside] == ["anxiety"]
    assert first.day < second.day < TODAY


def test_two_weeks_were_remembered_before_they_were_looked_at(filled):
    worse, better = filled.recalls.all()

    for said in (worse, better):
        week = filled.checkins.daily(["mood"], Period(first=said.first, last=said.last))["mood"]
        assert len(week) >= 3
        assert said.words
        # Not so lately that the week that is over cannot be asked about.
        assert TODAY - said.day > timedelta(days=7)
    recorded = filled.checkins.daily(["mood"], Period(first=worse.first, last=worse.last))["mood"]
    assert mean(recorded.values()) > worse.ratings["mood"] + 1


def test_one_sheet_was_printed_for_the_last_session(filled):
    (sheet,) = filled.sheets.all()

    session = filled.sessions.find(sheet.session_id)
    assert session is not None
    assert (session.day - sheet.day).days == 1
    assert session == max(
        (each for each in filled.sessions.all() if each.outcome.is_held), key=lambda each: each.day
    )
    page = sheet_content.decode(sheet.layout, sheet.content)
    assert isinstance(page, Sheet)
    said = as_text(page)
    for each in filled.bring_ups.all():
        assert (each.text in said) is (each.session_id == session.id)
    assert [block.id for block in page.printed] == [
        BlockId.TO_BRING_UP,
        BlockId.HOW_IT_HAS_BEEN,
        BlockId.WINS_HURDLES,
        BlockId.LINES,
    ]


def test_without_questionnaires_the_year_is_made_all_the_same(tmp_path, clock, prompts):
    db = connection.create(tmp_path / "without.db", KEY, VAULT_ID)
    migrate(db)
    journal = Journal(db, now=clock, zone=ZONE, prompts=prompts)

    demo.fill(journal, today=TODAY)

    assert journal.measures.all() == []
    assert len(journal.measures.forms()) == 1
    db.close()


def test_it_works_at_either_end_of_summer_time(another):
    demo.fill(another, today=date(2026, 3, 30))

    offsets = {
        checkin.felt_at.utcoffset()
        for checkin in another.checkins.between(another.checkins.extent())
    }
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


def sentences():
    for name in dir(words):
        if name.isupper():
            yield from getattr(words, name)
    yield from beside.AFTER_WORDS.values()
    yield from beside.SIGN_EXAMPLES.values()
    yield from (text for _, text, _ in beside.HELD_BACK.values())
    for name in dir(beside):
        if name.startswith("PLAN_"):
            yield from getattr(beside, name).splitlines()
    kept = (*told.TOLD, *plans.AGREED, *plans.TO_SAY, *plans.AIMS, *beside.NAMED, *beside.HAPPENED)
    for each in (*kept, *looked_back.LOOKS, *looked_back.REMEMBERED):
        for field in fields(each):
            value = getattr(each, field.name)
            if isinstance(value, str) and field.name not in UNWRITTEN:
                yield value
            if field.name == "topics":
                yield from value
    for aim in plans.AIMS:
        yield from (text for _, text in aim.wins)
        yield from (turn.reason for turn in aim.turns)
    yield from plans.OBSTACLES


def test_nobody_is_named():
    # Within a sentence nothing has a capital letter but these.
    allowed = {"I", "Dad", "Mum", "Monday", "Sunday", "Thursday", "Monday’s", "Mondays"}
    for sentence in sentences():
        later = re.findall(r"(?<=[a-z,;:] )[A-Z][\w’]*", sentence)
        assert set(later) <= allowed, sentence


def test_no_two_sentences_are_the_same_and_there_are_enough():
    lines = [line for name in dir(words) if name.isupper() for line in getattr(words, name)]
    assert len(lines) == len(set(lines))
    assert len(lines) > 120
