from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sessiondesk.domain.bring_up import BringUpState
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine, SleepInterference
from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjusted, Goal, GoalState, GoalValue, Measure, Win
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.scale import Better, Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Topic
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind

MOOD, ANXIETY = ScaleId("mood"), ScaleId("anxiety")


@pytest.fixture
def today(journal):
    """Tuesday 12 May 2026."""
    return journal.today()


@pytest.fixture
def course(journal, today):
    """A course of therapy with two sessions before the record, kept."""
    course = Course(started_on=today - timedelta(days=60), sessions_before=2)
    journal.courses.record(course)
    return course


def a_session(journal, course, day, outcome=Outcome.PLANNED):
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, day, 14, 0),
        zone=journal.zone,
        outcome=outcome,
    )
    journal.sessions.record(session)
    return session


def a_checkin(journal, **fields):
    given = {"felt_at": journal.now(), "day": journal.today()}
    checkin = CheckIn(**(given | fields))
    journal.checkins.record(checkin)
    return checkin


# Scales


def test_a_new_journal_asks_what_the_program_brings_in_its_order(journal, prompts):
    assert [scale.id for scale in journal.scales.all()] == [each.id for each in prompts.scales]
    shown = [scale.id for scale in journal.scales.shown()]
    assert shown == ["mood", "anxiety", "energy", "overwhelm"]
    assert journal.scales.find(MOOD).better is Better.HIGHER
    assert journal.scales.find(ScaleId("nothing")) is None


def test_opening_again_brings_no_scale_twice_and_keeps_a_rename(journal, open_journal):
    journal.scales.record(replace(journal.scales.find(MOOD), label="Spirits"))

    again = open_journal()

    assert len(again.scales.all()) == len(journal.scales.all())
    assert again.scales.find(MOOD).label == "Spirits"


def test_what_a_scale_means_is_fixed_by_its_first_reading(journal):
    mood = journal.scales.find(MOOD)
    journal.scales.record(replace(mood, better=Better.LOWER))
    a_checkin(journal, ratings={MOOD: 5})

    with pytest.raises(InvalidFieldError, match="better"):
        journal.scales.record(mood)
    journal.scales.record(replace(mood, better=Better.LOWER, is_shown=False))

    assert MOOD not in [scale.id for scale in journal.scales.shown()]


def test_scales_are_asked_in_the_order_wanted(journal):
    own = Scale(label="Pain", position=99)
    journal.scales.record(own)

    journal.scales.order([own.id, ANXIETY])

    assert [scale.id for scale in journal.scales.all()][:3] == [own.id, ANXIETY, MOOD]


# Tags


def test_a_tag_is_found_by_its_name_whatever_its_capitals(journal):
    tag = journal.tags.named("  Review   meeting ")

    assert tag.name == "Review meeting"
    assert journal.tags.named("review MEETING") == tag
    assert journal.tags.all() == [tag]
    assert journal.tags.find(tag.id) == tag


def test_a_tag_keeps_its_identity_when_renamed(journal):
    tag = journal.tags.named("work")

    journal.tags.record(Tag(id=tag.id, name="the office"))

    assert journal.tags.find(tag.id).name == "the office"


def test_a_tag_without_a_name_is_refused(journal):
    with pytest.raises(InvalidFieldError):
        journal.tags.named("  ")


# Check-ins


def test_after_midnight_still_counts_for_the_day_before(journal, clock):
    clock.moment = clock.moment.replace(hour=1, minute=30)

    assert journal.today().day == 11
    journal.settings.change(day_end_hour=0)
    assert journal.today().day == 12


def test_changing_the_day_end_moves_nothing_that_was_kept(journal, clock):
    clock.moment = clock.moment.replace(hour=1)
    kept = a_checkin(journal)

    journal.settings.change(day_end_hour=0)

    assert journal.checkins.find(kept.id).day == kept.day


def test_questions_about_days_are_answered_by_the_day(journal, today):
    tag = journal.tags.named("work")
    a_checkin(
        journal,
        ratings={MOOD: 4},
        sleep_hours=7,
        sleep_interference=SleepInterference.CLEARLY,
        tags=frozenset({tag.id}),
        lines=(NoteLine(text="said no", kind=LineKind.WIN),),
    )
    a_checkin(journal, ratings={MOOD: 6})
    week = ending(today, days=7)

    assert journal.checkins.daily([MOOD, ANXIETY], week) == {MOOD: {today: 5}, ANXIETY: {}}
    assert journal.checkins.daily_sleep(week) == {today: 7}
    assert journal.checkins.daily_interference(week) == {today: SleepInterference.CLEARLY}
    assert journal.checkins.tag_days(tag.id, week) == [today]
    assert journal.checkins.lines(LineKind.WIN, week) == [(today, "said no")]
    assert journal.checkins.days_recorded(week) == [today]
    assert journal.checkins.extent() == Period(first=today, last=today)
    assert len(journal.checkins.between(week)) == 2
    assert journal.checkins.last_before(today) is None


def test_what_an_editor_settles_is_no_draft_any_more(journal):
    checkin = CheckIn(felt_at=journal.now(), day=journal.today(), sleep_hours=7)
    journal.drafts.keep("checkin.note", "checkin", checkin.id, "half a")
    journal.drafts.keep("checkin.other", "checkin", checkin.id, "word")

    journal.checkins.record(checkin, settles=["checkin.note"])

    assert journal.drafts.find("checkin.note", checkin.id) is None
    assert journal.drafts.find("checkin.other", checkin.id) == "word"


# Courses and sessions


def test_the_current_course_is_the_last_begun_that_goes_on(journal, course, today):
    assert journal.courses.current() == course
    ended = replace(course, ended_on=today - timedelta(days=1))

    journal.courses.record(ended)

    assert journal.courses.current() is None
    assert journal.courses.all() == [ended]
    assert journal.courses.find(course.id) == ended


def test_sessions_are_found_by_when_they_are(journal, course):
    held = a_session(journal, course, 5, Outcome.ATTENDED)
    unwritten = a_session(journal, course, 11)
    coming = a_session(journal, course, 14)
    now = journal.now()

    assert journal.sessions.all() == [held, unwritten, coming]
    assert journal.sessions.last_held(now) == held
    assert journal.sessions.unwritten(now) == unwritten
    assert journal.sessions.coming(now) == coming
    assert journal.sessions.numbers(course.id) == {held.id: 3, unwritten.id: 4}
    assert journal.sessions.number_of(coming) is None
    assert journal.sessions.find(held.id) == held


def test_without_sessions_there_is_none_to_find(journal, course):
    now = journal.now()

    assert journal.sessions.last_held(now) is None
    assert journal.sessions.unwritten(now) is None
    assert journal.sessions.coming(now) is None
    assert journal.sessions.numbers(Course(started_on=now.date()).id) == {}


def test_a_removed_course_takes_its_sessions_out_of_sight_and_brings_them_back(journal, course):
    held = a_session(journal, course, 5, Outcome.ATTENDED)

    journal.courses.remove(course.id)
    assert journal.sessions.all() == []
    journal.undo()

    assert journal.sessions.all(course.id) == [held]
    journal.sessions.remove(held.id)
    assert journal.sessions.find(held.id) is None


def test_a_session_settles_its_drafts(journal, course):
    held = a_session(journal, course, 5, Outcome.ATTENDED)
    journal.drafts.keep("session.notes", "therapy_session", held.id, "we talked")

    journal.sessions.record(replace(held, notes="we talked"), settles=["session.notes"])

    assert journal.drafts.all() == []


# Bring-ups


def test_bring_ups_keep_their_order_and_can_be_put_into_another(journal, course):
    first, second, third = (journal.bring_ups.add(text) for text in ("a", "b", "c"))

    journal.bring_ups.rank([third.id, first.id])

    assert [each.text for each in journal.bring_ups.open()] == ["c", "b", "a"]
    assert journal.bring_ups.find(second.id) == second


def test_what_was_brought_up_is_no_longer_open(journal, course):
    session = a_session(journal, course, 5, Outcome.ATTENDED)
    first, second = journal.bring_ups.add("a"), journal.bring_ups.add("b")

    journal.bring_ups.record(replace(first, state=BringUpState.BROUGHT_UP, session_id=session.id))
    journal.bring_ups.record(
        replace(second, state=BringUpState.CARRIED_OVER, session_id=session.id)
    )

    assert [each.text for each in journal.bring_ups.open()] == ["b"]
    assert [each.text for each in journal.bring_ups.of_session(session.id)] == ["a", "b"]
    journal.bring_ups.remove(first.id)
    assert journal.bring_ups.find(first.id) is None


# Practices


def test_a_practice_counts_its_days_once(journal, course, today):
    session = a_session(journal, course, 5, Outcome.ATTENDED)
    practice = Practice(text="breathing", agreed_on=today, session_id=session.id, days_a_week=5)
    journal.practices.record(practice)
    entries = [
        PracticeLog(practice_id=practice.id, done_at=journal.now(), day=today) for _ in range(2)
    ]
    for each in entries:
        journal.practices.log(each)

    assert journal.practices.days_done(practice.id, ending(today, days=7)) == 1
    assert len(journal.practices.logs(practice.id)) == 2
    assert journal.practices.of_session(session.id) == [practice]

    journal.practices.remove_log(entries[0].id)
    assert journal.practices.logs(practice.id) == [entries[1]]


def test_a_practice_that_is_over_goes_on_no_longer(journal, today):
    practice = Practice(text="breathing", agreed_on=today)
    journal.practices.record(practice)

    journal.practices.record(replace(practice, state=PracticeState.DONE, ended_on=today))

    assert journal.practices.going_on() == []
    assert journal.practices.find(practice.id).state is PracticeState.DONE
    journal.practices.remove(practice.id)
    assert journal.practices.find(practice.id) is None


# Goals


def test_an_adjusted_goal_keeps_what_it_was_and_why(journal, today):
    goal = Goal(text="less anxious", began_on=today, aim=7, review_on=today)
    journal.goals.record(goal)

    journal.goals.adjust(
        replace(goal, text="a walk each day", aim=None, state=GoalState.PAUSED), reason="too much"
    )

    made = journal.goals.adjustments(goal.id)
    assert {(each.what, each.before, each.after, each.reason) for each in made} == {
        (Adjusted.WORDING, "less anxious", "a walk each day", "too much"),
        (Adjusted.AIM, "7", "", "too much"),
        (Adjusted.STATE, "active", "paused", "too much"),
    }
    journal.undo()
    assert journal.goals.find(goal.id) == goal
    assert journal.goals.adjustments(goal.id) == []


def test_a_goal_that_is_not_there_cannot_be_adjusted(journal, today):
    with pytest.raises(ValueError, match="no such goal"):
        journal.goals.adjust(Goal(text="a", began_on=today))


def test_goals_are_active_or_on_the_shelf(journal, today):
    active = Goal(text="a", began_on=today)
    reached = Goal(text="b", began_on=today, state=GoalState.REACHED)
    for each in (active, reached):
        journal.goals.record(each)

    assert journal.goals.active() == [active]
    assert journal.goals.on_shelf() == [reached]
    journal.goals.remove(active.id)
    assert journal.goals.all() == [reached]


def test_a_rated_goal_has_only_the_weeks_in_which_it_was_rated(journal, today, clock):
    goal = Goal(text="a", began_on=today)
    journal.goals.record(goal)
    values = []
    for value in (2, 3):
        kept = GoalValue(goal_id=goal.id, noted_at=journal.now(), day=journal.today(), value=value)
        journal.goals.log(kept)
        values.append(kept)
        clock.pass_(days=14)

    monday = today - timedelta(days=1)
    weeks = journal.goals.weekly(goal, ending(journal.today(), days=60))

    assert weeks == [(monday, 2), (monday + timedelta(days=14), 3)]
    journal.goals.remove_value(values[0].id)
    assert journal.goals.values(goal.id) == [values[1]]


def test_a_goal_counted_from_the_log_has_every_week_since_it_began(journal, today):
    practice = Practice(text="breathing", agreed_on=today)
    journal.practices.record(practice)
    goal = Goal(text="a", began_on=today, measure=Measure.PRACTICE_DAYS, practice_id=practice.id)
    journal.goals.record(goal)
    journal.practices.log(PracticeLog(practice_id=practice.id, done_at=journal.now(), day=today))

    weeks = journal.goals.weekly(goal, Period(first=today, last=today + timedelta(days=7)))

    assert [value for _, value in weeks] == [1, 0]
    past = Period(first=today - timedelta(days=9), last=today - timedelta(days=1))
    assert journal.goals.weekly(goal, past) == []


def test_a_goal_can_count_a_tag(journal, today):
    tag = journal.tags.named("outdoors")
    goal = Goal(text="a", began_on=today, measure=Measure.TAG_DAYS, tag_id=tag.id)
    journal.goals.record(goal)
    a_checkin(journal, tags=frozenset({tag.id}))

    assert journal.goals.weekly(goal, ending(today, days=1)) == [(today - timedelta(days=1), 1)]


def test_wins_are_kept_with_their_goal(journal, today):
    goal = Goal(text="a", began_on=today)
    journal.goals.record(goal)
    win = Win(goal_id=goal.id, day=today, text="did it in the car")

    journal.goals.add_win(win)
    assert journal.goals.wins(goal.id) == [win]

    journal.goals.remove_win(win.id)
    assert journal.goals.wins(goal.id) == []


# Drafts


def test_words_being_typed_come_back_after_a_crash(journal, open_journal):
    journal.drafts.keep("checkin.note", "checkin", "a", "half a sen")
    journal.drafts.keep("checkin.note", "checkin", "a", "half a sentence")

    again = open_journal()

    assert again.drafts.find("checkin.note", "a") == "half a sentence"
    again.drafts.drop("checkin.note", "a")
    assert again.drafts.find("checkin.note", "a") is None


# Settings


def test_settings_stay(journal, open_journal, qtbot):
    with qtbot.waitSignal(journal.changed) as changed:
        journal.settings.change(paper="letter", sheet_off={"goals"}, chart_scales=(MOOD,))

    assert changed.args == [Topic.SETTINGS]
    again = open_journal().settings.value
    assert (again.paper, again.sheet_off, again.chart_scales) == ("letter", {"goals"}, (MOOD,))


@pytest.mark.parametrize(
    "fields",
    [{"day_end_hour": 13}, {"lock_after_minutes": 0}, {"paper": "a5"}, {"sheet_pages": "2"}],
)
def test_a_setting_that_cannot_be_is_refused(journal, fields):
    with pytest.raises(ValueError, match="cannot be"):
        journal.settings.change(**fields)


def test_an_unknown_setting_is_refused(journal):
    with pytest.raises(TypeError):
        journal.settings.change(unheard_of=1)


@pytest.mark.parametrize("damaged", ['"soon"', "0", "99", "null"])
def test_a_damaged_lock_setting_means_the_default_and_never_off(journal, open_journal, damaged):
    journal.db.execute(
        "INSERT INTO setting (name, value) VALUES ('lock_after_minutes', ?)", (damaged,)
    )

    assert open_journal().settings.value.lock_after_minutes == 5


# Imports


def test_what_came_in_once_does_not_come_in_again_even_if_removed(journal, qtbot):
    pain = Scale(label="Pain")
    tag = Tag(name="work")
    rows = [
        (
            key,
            CheckIn(
                felt_at=journal.now(),
                day=journal.today(),
                ratings={pain.id: 3.5},
                tags=frozenset({tag.id}),
            ),
        )
        for key in ("a", "b")
    ]

    assert journal.imports.bring_in("a diary", rows, scales=[pain], tags=[tag]) == 2
    journal.checkins.remove(rows[0][1].id)

    assert journal.imports.bring_in("a diary", rows, scales=[pain], tags=[tag]) == 0
    assert journal.imports.known(["a", "z"]) == {"a"}
    assert journal.checkins.on(journal.today()) == [rows[1][1]]


def test_an_import_leaves_scales_as_they_are_and_takes_them_out_of_the_bin(journal):
    tag = journal.tags.named("work")
    with journal.act() as act:
        act.remove(Kind.TAG, tag.id)
    row = CheckIn(felt_at=journal.now(), day=journal.today(), tags=frozenset({tag.id}))

    journal.imports.bring_in("a diary", [("a", row)], tags=[Tag(id=tag.id, name="labour")])

    assert journal.tags.find(tag.id).name == "work"


def test_an_import_brings_totals_of_forms_and_takes_their_form_out_of_the_bin(journal):
    form = Form(name="Strain sheet", low=0, high=40)
    first, second = (
        FormTotal(form_id=form.id, day=journal.today(), total=total) for total in (12.5, 9)
    )
    assert journal.imports.bring_in("paper", [], needed_forms=[form], totals=[("a", first)]) == 1
    assert journal.imports.forms_in_bin() == []
    journal.measures.remove_form(form.id)
    assert journal.imports.forms_in_bin() == [form]

    both = [("a", first), ("b", second)]
    renamed = Form(id=form.id, name="Another")
    assert journal.imports.bring_in("paper", [], needed_forms=[renamed], totals=both) == 1

    assert journal.measures.forms() == [form]
    assert journal.measures.totals(form.id) == [first, second]
    assert journal.imports.bring_in("paper", [], needed_forms=[form], totals=both) == 0


def test_an_import_that_fails_leaves_nothing_behind(journal):
    good = CheckIn(felt_at=journal.now(), day=journal.today())
    bad = CheckIn(felt_at=journal.now(), day=journal.today(), ratings={ScaleId("none"): 1})

    with pytest.raises(Exception, match="FOREIGN KEY"):
        journal.imports.bring_in("a diary", [("a", good), ("b", bad)])

    assert journal.counts()["checkin"] == 0
    assert journal.imports.known(["a"]) == frozenset()


# Recently deleted


def test_what_was_removed_can_be_taken_back_for_thirty_days(journal, clock, open_journal):
    kept = a_checkin(journal, sleep_hours=7)
    journal.checkins.remove(kept.id)
    clock.pass_(days=30)

    (removed,) = open_journal().bin.all()

    assert (removed.kind, removed.id, removed.value) == (Kind.CHECKIN, kept.id, kept)
    assert removed.removed_at == datetime(2026, 5, 12, 10, tzinfo=UTC)
    journal.bin.restore(removed.kind, removed.id)
    assert journal.checkins.find(kept.id) == kept


def test_after_thirty_days_it_is_gone_for_good(journal, clock, open_journal):
    kept = a_checkin(journal, sleep_hours=7)
    journal.checkins.record(replace(kept, sleep_hours=6))
    journal.checkins.remove(kept.id)
    clock.pass_(days=30, seconds=1)

    again = open_journal()

    assert again.bin.all() == []
    assert again.counts()["checkin"] == 0
    assert again.db.execute("SELECT count(*) FROM version").fetchone() == (0,)


def test_a_full_disk_does_not_keep_a_journal_from_being_read(
    journal, clock, open_journal, monkeypatch
):
    kept, removed = a_checkin(journal, sleep_hours=7), a_checkin(journal, sleep_hours=5)
    journal.checkins.remove(removed.id)
    clock.pass_(days=31)

    def fail(_):
        raise StoreFullError

    with monkeypatch.context() as full:
        full.setattr("sessiondesk.journal.journal.transaction", fail)
        assert open_journal().checkins.on(kept.day) == [kept]

    assert [each.id for each in journal.bin.all()] == [removed.id]
    assert open_journal().bin.all() == []


def test_a_record_can_be_let_go_for_good_at_once(journal, qtbot):
    kept = a_checkin(journal)
    journal.checkins.remove(kept.id)

    with qtbot.waitSignal(journal.changed) as changed:
        assert journal.bin.remove_for_good(Kind.CHECKIN, kept.id)

    assert changed.args == [Topic.CHECKINS]
    assert journal.counts()["checkin"] == 0
