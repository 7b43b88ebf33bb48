"""Questions from the command line, about half a year that is made once and only read."""

import math
import random
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import fmean

import pytest

from sessiondesk import paths
from sessiondesk.cli import ask_arguments
from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine, SleepInterference
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.scale import Better, Scale, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind

MONDAY = date(2025, 1, 6)
DAYS = [MONDAY + timedelta(days=at) for at in range(25 * 7)]
ON = DAYS[-1]
NOW = DAYS[-28:]
THEN = DAYS[-56:-28]
SESSIONS = [DAYS[7 * week + 2] for week in range(10, 24)]
ANSWERED = [day for at, day in enumerate(DAYS) if at % 9]
QUARRELS = frozenset(random.Random(4).sample(ANSWERED, 40))
HARBOUR = date(2025, 2, 3)
LATER = date(2025, 3, 17)


def anxiety(day):
    return (4 if day >= NOW[0] else 7) + (1 if day.toordinal() % 2 else -1)


def energy(day):
    return 6 + day.toordinal() % 3 - (3 if day in QUARRELS else 0)


def mood(day):
    return 4 if day - timedelta(days=1) in SESSIONS or day - timedelta(days=2) in SESSIONS else 6


def sleep_hours(day):
    return 7 + (day.toordinal() % 3) / 2


def is_kept_awake(day):
    return day.toordinal() % 3 == 0


def check_in(day, quarrel, woke, pattern):
    lines = {HARBOUR: "The harbour was loud", LATER: "Harbour again, early"}
    return CheckIn(
        felt_at=datetime.combine(day, time(21), UTC),
        day=day,
        ratings={
            ScaleId("mood"): mood(day),
            ScaleId("anxiety"): anxiety(day),
            ScaleId("energy"): energy(day),
            woke.id: day.day % 2,
        },
        sleep_hours=sleep_hours(day),
        sleep_interference=SleepInterference.CLEARLY
        if is_kept_awake(day)
        else SleepInterference.NO,
        tags=frozenset({quarrel.id}) if day in QUARRELS else frozenset(),
        feelings=frozenset({Feeling(family="sad")}) if day in QUARRELS else frozenset(),
        patterns=frozenset({pattern.id}) if day == LATER else frozenset(),
        lines=(NoteLine(text=lines[day]),) if day in lines else (),
    )


@pytest.fixture(scope="module")
def half_a_year(original, new_vault, tmp_path_factory):
    """A closed journal, with the path of what opens it. Leave it as it is."""
    folder = Path(shutil.copytree(original, tmp_path_factory.mktemp("asked") / "mine.sdesk"))
    key = folder.parent / "recovery.txt"
    key.write_text(f"{new_vault.recovery_key}\n")
    unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=datetime(2026, 5, 12, tzinfo=UTC)) as vault:
        journal = journal_of(vault)
        with journal.batch():
            write(journal)
        journal.close()
    return folder, key


def write(journal):
    woke = Scale(label="Woke up", kind=ScaleKind.YES_NO, better=Better.LOWER)
    # Two of one name, which only their ids tell apart.
    twins = [Scale(label="Twin", id=ScaleId(f"twin{n}")) for n in (1, 2)]
    for scale in (woke, *twins):
        journal.scales.add(scale)
    quarrel = journal.tags.named("Quarrel")
    pattern = Pattern(name="going quiet", named_on=date(2025, 4, 1))
    journal.patterns.record(pattern)
    for day in ANSWERED:
        journal.checkins.record(check_in(day, quarrel, woke, pattern))
    course = Course(started_on=SESSIONS[0])
    journal.courses.record(course)
    for day in SESSIONS:
        journal.sessions.record(
            TherapySession(
                course_id=course.id,
                planned_for=datetime.combine(day, time(14)),
                zone="Europe/London",
                outcome=Outcome.ATTENDED,
            )
        )
    for at in range(20):
        total = 15 + at % 2 if at < 10 else 6 + at % 2
        day = MONDAY + timedelta(weeks=at)
        journal.measures.record(Assessment(instrument="phq9", version=1, day=day, total=total))
    form = Form(name="Clinic’s own")
    journal.measures.record_form(form, FormTotal(form_id=form.id, day=MONDAY, total=3))


@pytest.fixture
def ask(run, half_a_year):
    folder, key = half_a_year

    def ask(*words):
        if words[0] != "first" and "--date" not in words:
            words = (*words, "--date", ON)
        answer = run("ask", folder, *words, "--recovery-key-file", key)
        assert (answer.code, answer.err) == (0, "")
        assert_finite(answer.data)
        assert answer.data["method"] == 1
        return answer.data

    return ask


@pytest.fixture
def refusal(run, half_a_year):
    folder, key = half_a_year

    def refusal(*words):
        answer = run("ask", folder, *words, "--recovery-key-file", key)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.count("\n") == 1
        return answer.err.removeprefix("sessiondesk: ").rstrip("\n")

    return refusal


def assert_finite(value):
    match value:
        case dict():
            for each in value.values():
                assert_finite(each)
        case list():
            for each in value:
                assert_finite(each)
        case float():
            assert math.isfinite(value)


def span(days):
    return f"{days[0]}..{days[-1]}"


def answered(days):
    return [day for day in days if day in ANSWERED]


def test_a_change_is_told_with_both_windows(ask):
    data = ask("change", "--scale", "anxiety", "--now", span(NOW), "--then", span(THEN))

    now, then = (fmean(map(anxiety, answered(days))) for days in (NOW, THEN))
    assert data["question"] == "change"
    assert data["date"] == str(ON)
    assert data["subject"] == {
        "key": "anxiety",
        "name": "Anxiety",
        "unit": "points",
        "better": "lower",
    }
    assert data["now"] == {
        "first": str(NOW[0]),
        "last": str(ON),
        "days": 28,
        "answered": len(answered(NOW)),
        "mean": pytest.approx(now),
    }
    assert data["then"]["mean"] == pytest.approx(then)
    assert data["difference"] == pytest.approx(now - then)
    assert data["interval"]["low"] < now - then < data["interval"]["high"] < 0
    assert data["percent"] == pytest.approx(100 * (now / then - 1))
    assert data["percent_interval"]["low"] < data["percent"] < data["percent_interval"]["high"]
    assert (data["ending"], data["missing"]) == ("lower", None)
    assert "your anxiety averaged" in data["sentence"]
    assert "probably between" in data["sentence"]


def test_windows_left_out_are_the_last_four_weeks_and_the_four_before(ask):
    chosen = ask("change", "--scale", "anxiety", "--now", span(NOW), "--then", span(THEN))

    assert ask("change", "--scale", "anxiety") == chosen
    assert ask("change", "--scale", "anxiety", "--then", span(THEN), "--json") == chosen


def test_not_enough_days_is_an_answer(ask):
    early = DAYS[0] - timedelta(days=20)
    data = ask(
        *("change", "--scale", "mood"),
        *("--now", f"{DAYS[0]}..{DAYS[29]}", "--then", f"{early}..{DAYS[0] - timedelta(days=1)}"),
    )

    assert data["ending"] == "not_enough"
    assert data["missing"] == {"now": 0, "then": 14}
    assert [data[key] for key in ("difference", "interval", "percent", "percent_interval")] == [
        *(None, None, None, None)
    ]
    assert data["then"]["mean"] is None
    assert data["sentence"]


def test_half_of_the_days_of_a_long_window_are_needed(ask):
    data = ask(
        *("change", "--scale", "mood"),
        *("--now", span(NOW), "--then", f"{DAYS[0] - timedelta(days=60)}..{DAYS[19]}"),
    )

    assert data["missing"] == {"now": 0, "then": 40 - len(answered(DAYS[:20]))}


def test_the_scale_without_readings_is_one_on_which_there_is_no_day(ask):
    data = ask("change", "--scale", "sadness")

    assert (data["ending"], data["missing"]) == ("not_enough", {"now": 14, "then": 14})


@pytest.mark.parametrize("name", ["Anxiety", "anxiety", "  ANXIETY "])
def test_a_name_goes_by_its_letters(ask, name):
    assert ask("trend", "--scale", name)["subject"]["key"] == "anxiety"


def test_sleep_stands_for_hours_slept(ask):
    data = ask("change", "--scale", "sleep")

    assert (data["subject"]["unit"], data["percent"]) == ("hours", None)
    assert data["now"]["mean"] == pytest.approx(fmean(map(sleep_hours, answered(NOW))))


def test_days_are_counted_from_six_on(ask):
    data = ask("days", "--scale", "anxiety", "--now", span(NOW), "--then", span(THEN))

    then = [day for day in answered(THEN) if anxiety(day) >= 6]
    assert data["at_least"] == 6
    assert (data["now"]["counted"], data["then"]["counted"]) == (0, len(then))
    assert data["then"]["a_week"] == pytest.approx(7 * len(then) / len(answered(THEN)))
    assert data["difference"] == pytest.approx(-data["then"]["a_week"])
    assert data["ending"] == "lower"
    assert data["counted_on"] == [str(day) for day in then]


def test_the_number_asked_for_counts(ask):
    data = ask("days", "--scale", "anxiety", "--at-least", "7.5", "--now", span(THEN))

    counted = [day for day in answered(THEN) if anxiety(day) >= 7.5]
    assert data["at_least"] == 7.5
    assert data["counted_on"] == [str(day) for day in counted]
    assert [data[key] for key in ("then", "difference", "interval", "ending", "missing")] == [
        *(None, None, None, None, None)
    ]
    assert "7.5 or more" in data["sentence"]


def test_hours_need_a_number(ask, refusal):
    data = ask("days", "--scale", "sleep", "--at-least", "8")

    assert data["now"]["counted"] == sum(sleep_hours(day) >= 8 for day in answered(NOW))
    assert refusal("days", "--scale", "sleep") == (
        "at-least: Say from how many hours on a night counts."
    )


@pytest.mark.parametrize("name", ["sleep_interference", "Anxiety in the way of sleep"])
def test_nights_are_counted(ask, name):
    data = ask("days", "--yes", name)

    assert data["subject"]["key"] == "sleep_interference"
    assert data["at_least"] is None
    assert data["now"]["counted"] == sum(map(is_kept_awake, answered(NOW)))


def test_a_question_of_yes_and_no_is_counted(ask):
    data = ask("days", "--yes", "woke up")

    assert data["now"]["counted"] == sum(day.day % 2 for day in answered(NOW))


@pytest.mark.parametrize(
    ("name", "key"),
    [("quarrel", "tag:"), ("sad", "feeling:sad"), ("feeling:sad", "feeling:sad")],
)
def test_a_tag_is_counted_among_the_days_with_a_check_in(ask, name, key):
    data = ask("days", "--tag", name)

    assert data["subject"]["key"].startswith(key)
    assert data["now"]["answered"] == len(answered(NOW))
    assert data["counted_on"] == [str(day) for day in sorted(QUARRELS) if day in NOW]


def test_a_pattern_is_counted_like_a_tag(ask):
    data = ask("days", "--tag", "Going quiet", "--now", "2025-03-01..2025-03-31")

    assert data["counted_on"] == [str(LATER)]


def test_six_days_have_no_number(ask):
    data = ask("days", "--scale", "anxiety", "--now", f"{DAYS[1]}..{DAYS[6]}")

    assert (data["ending"], data["missing"]) == ("not_enough", {"now": 1})
    assert data["now"]["a_week"] is None


def test_two_short_windows_say_how_many_days_they_need(ask):
    data = ask(
        *("days", "--scale", "anxiety"),
        *("--now", f"{DAYS[28]}..{DAYS[35]}", "--then", f"{DAYS[1]}..{DAYS[20]}"),
    )

    assert (data["ending"], data["missing"]) == ("not_enough", {"now": 6, "then": 0})


def test_what_was_written_first_is_found_by_its_words(ask):
    data = ask("first", "--text", "harbour")

    assert data["first_written"] == str(HARBOUR)
    assert [each["day"] for each in data["entries"]] == [str(HARBOUR), str(LATER)]
    assert {each["kind"] for each in data["entries"]} == {"checkin"}
    assert data["by_month"] == [
        {"month": "2025-02", "entries": 1},
        {"month": "2025-03", "entries": 1},
    ]
    assert data["is_complete"]
    assert data["subject"] == {
        "key": "words:harbour",
        "name": "harbour",
        "unit": None,
        "better": None,
    }
    assert "ending" not in data


def test_what_was_never_written_has_no_day(ask):
    data = ask("first", "--text", "lighthouse")

    assert (data["first_written"], data["entries"], data["by_month"]) == (None, [], [])
    assert "“lighthouse”" in data["sentence"]


def test_a_pattern_has_its_name_and_its_first_link(ask):
    data = ask("first", "--pattern", "GOING QUIET")

    assert (data["named_on"], data["first_linked"]) == ("2025-04-01", str(LATER))
    assert [each["day"] for each in data["entries"]] == [str(LATER)]


def test_words_that_came_in_at_once_are_found(run, folder, new_vault, recovery_file):
    unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=datetime(2026, 5, 12, tzinfo=UTC)) as vault:
        journal = journal_of(vault)
        with journal.batch():
            for at, day in enumerate(DAYS[:60]):
                journal.checkins.record(
                    CheckIn(
                        felt_at=datetime.combine(day, time(21), UTC),
                        day=day,
                        lines=(NoteLine(text=f"lantern {at}"),),
                    )
                )
        assert not journal.entries.is_ready
        journal.close()

    for _ in range(2):
        answer = run(
            "ask", folder, "first", "--text", "lantern", "--recovery-key-file", recovery_file
        )
        assert answer.data["first_written"] == str(DAYS[0])
        assert len(answer.data["entries"]) == 60
        assert answer.data["is_complete"]


def test_a_trend_is_told_with_its_weeks(ask):
    data = ask("trend", "--scale", "anxiety")

    assert (data["weeks"], data["first_week"], data["last_week"]) == (
        *(25, str(MONDAY)),
        str(MONDAY + timedelta(weeks=24)),
    )
    assert data["interval"]["low"] <= data["change"] <= data["interval"]["high"]
    assert data["interval"]["low"] <= data["interval_90"]["low"]
    assert data["steady_within"] == 1.5
    assert ask("trend", "--scale", "sleep")["steady_within"] == 1
    assert data["missing"] is None


def test_a_trend_over_chosen_days_looks_at_those_only(ask):
    data = ask("trend", "--scale", "mood", "--from", DAYS[0], "--to", DAYS[41])

    assert (data["weeks"], data["change"], data["interval"]) == (6, None, None)
    assert (data["ending"], data["missing"]) == ("not_enough", {"weeks": 2})
    none = ask("trend", "--scale", "mood", "--to", DAYS[0] - timedelta(days=9))
    assert (none["weeks"], none["first_week"], none["last_week"]) == (0, None, None)


def test_what_goes_together_is_told_with_its_counts(ask):
    data = ask("together")

    (one,) = data["found"]
    assert (one["tag"]["name"], one["scale"]["key"]) == ("Quarrel", "energy")
    assert one["difference"] < -2
    assert (one["tagged"], one["others"]) == (len(QUARRELS), len(ANSWERED) - len(QUARRELS))
    assert "“Quarrel”" in one["sentence"]
    assert (data["weeks"], data["ending"], data["next_day"]) == (25, "found", False)
    assert data["sentence"].startswith(one["sentence"])


def test_the_next_day_is_looked_at_where_that_is_asked(ask):
    data = ask("together", "--next-day")

    assert (data["found"], data["ending"], data["next_day"]) == ([], "cant_tell", True)


def test_together_needs_twelve_weeks(ask):
    data = ask("together", "--date", DAYS[69])

    assert (data["ending"], data["missing"]) == ("not_enough", {"weeks": 2})


def test_after_sessions_is_told_with_the_curve(ask):
    data = ask("after-sessions")

    assert [each["day"] for each in data["sessions"]] == [str(day) for day in SESSIONS[-6:]]
    assert {each["difference"] for each in data["sessions"]} == {-2.0}
    assert (data["known"], data["worse"], data["is_consistent"]) == (14, 6, True)
    assert (data["ending"], data["missing"]) == ("found", None)
    points = {each["offset"]: each for each in data["curve"]}
    assert (points[1]["mean"], points[3]["mean"]) == (-2.0, 0.0)
    assert points[1]["sessions"] == sum(day + timedelta(days=1) in ANSWERED for day in SESSIONS)


def test_after_sessions_may_be_about_another_rating(ask, refusal):
    data = ask("after-sessions", "--scale", "energy")

    assert (data["subject"]["key"], data["ending"]) == ("energy", "cant_tell")
    assert refusal("after-sessions", "--scale", "sleep") == (
        "scale: What follows sessions is read from a rating."
    )


def test_too_few_sessions_are_said(ask):
    data = ask("after-sessions", "--date", SESSIONS[3] - timedelta(days=1))

    assert (data["known"], data["ending"], data["missing"]) == (3, "not_enough", {"sessions": 3})


def test_weekdays_are_told_from_monday_on(ask):
    data = ask("weekdays", "--scale", "mood")

    assert [each["weekday"] for each in data["weekdays"]] == [1, 2, 3, 4, 5, 6, 7]
    assert sum(each["days"] for each in data["weekdays"]) == len(ANSWERED)
    # Two days after each session are a Thursday and a Friday.
    lowest = sorted(data["weekdays"], key=lambda each: each["mean"])[:2]
    assert {each["weekday"] for each in lowest} == {4, 5}
    assert (data["weeks"], data["is_clear"], data["ending"]) == (25, True, "found")


def test_a_weekday_never_answered_has_no_mean(ask):
    data = ask("weekdays", "--scale", "mood", "--date", DAYS[2])

    assert [each["days"] for each in data["weekdays"]] == [0, 1, 1, 0, 0, 0, 0]
    assert data["weekdays"][0]["mean"] is None
    assert (data["ending"], data["missing"]) == ("not_enough", {"weeks": 7})


def test_a_turn_is_one_date(ask):
    data = ask("turn", "--scale", "anxiety", "--date", ON)

    assert (data["points"], data["missing"]) == (25, None)
    assert data["ending"] in {"found", "cant_tell"}


@pytest.mark.parametrize("name", ["phq9", "PHQ-9", "instrument:phq9"])
def test_a_questionnaire_can_be_asked_for_its_turn(ask, name):
    data = ask("turn", "--form", name)

    assert data["subject"] == {
        "key": "instrument:phq9",
        "name": "PHQ-9",
        "unit": None,
        "better": None,
    }
    assert (data["points"], data["at"]) == (20, str(MONDAY + timedelta(weeks=10)))
    assert data["ending"] == "found"
    early = ask("turn", "--form", name, "--date", MONDAY + timedelta(weeks=5))
    assert (early["points"], early["ending"], early["missing"]) == (
        6,
        "not_enough",
        {"points": 10},
    )


def test_a_form_of_the_therapist_can_be_asked_for_its_turn(ask):
    data = ask("turn", "--form", "clinic’s own")

    assert data["subject"]["name"] == "Clinic’s own"
    assert (data["points"], data["at"], data["missing"]) == (1, None, {"points": 15})


def test_is_this_working_is_five_lines(ask):
    data = ask("working")

    assert [each["line"] for each in data["lines"]] == [
        *("forms", "days", "goals", "signs"),
        "working_together",
    ]
    says = {each["line"]: each["says"] for each in data["lines"]}
    assert (says["forms"], says["goals"], says["signs"]) == ("better", "cant_tell", "cant_tell")
    assert data["sessions"] == 14
    assert data["sum"] in {"mixed", "cant_tell", "points_one_way"}
    assert not data["worse_first"]
    assert any(each["subject"] == "phq9" for each in data["findings"])
    assert {each["side"] for each in data["findings"]} <= {"movement", "against"}
    assert all(each["sentence"] for each in data["findings"])


def test_three_sessions_are_too_early_for_that(ask):
    data = ask("working", "--date", SESSIONS[2])

    assert (data["sum"], data["ending"], data["missing"]) == (
        *("too_early", "not_enough"),
        {"sessions": 1},
    )
    assert (data["way"], data["pointing"]) == ("cant_tell", 0)


@pytest.mark.parametrize("question", ["together", "after-sessions", "working"])
def test_a_journal_with_nothing_in_it_has_an_answer(run, folder, recovery_file, question):
    answer = run("ask", folder, question, "--recovery-key-file", recovery_file)

    assert (answer.code, answer.err) == (0, "")
    assert answer.data["ending"] == "not_enough"


def test_what_lies_after_today_can_be_asked_about(run, folder, recovery_file):
    words = ("--now", "2999-12-01..2999-12-31", "--then", "1900-01-01..1900-01-31")
    answer = run(
        *("ask", folder, "change", "--scale", "mood", *words),
        *("--recovery-key-file", recovery_file),
    )

    assert (answer.data["date"], answer.data["ending"]) == ("2999-12-31", "not_enough")


def test_an_unknown_name_is_answered_with_those_there_are(refusal):
    told = refusal("change", "--scale", "anxeity")

    assert told.startswith("scale: There is none of that name. There are: Anxiety, ")
    assert "Mood, " in told
    assert "Woke up" not in told
    assert "Woke up" in refusal("days", "--yes", "woke upp")
    assert "Quarrel" in refusal("days", "--tag", "argument")
    assert "PHQ-9" in refusal("turn", "--form", "phq99")
    assert "going quiet" in refusal("first", "--pattern", "going loud")


def test_the_other_kind_of_question_is_told_apart(refusal):
    assert refusal("change", "--scale", "woke up") == (
        "scale: It is answered with yes or no. Ask for it with days --yes."
    )
    assert refusal("days", "--yes", "mood") == (
        "yes: It is answered with a number. Ask for it with --scale."
    )


def test_a_name_that_two_have_is_answered_with_their_ids(ask, refusal):
    assert refusal("trend", "--scale", "twin") == (
        "scale: There is more than one of that name. Say which: twin1, twin2."
    )
    assert ask("trend", "--scale", "twin2")["subject"]["key"] == "twin2"


def test_where_there_is_none_at_all_that_is_said(run, folder, recovery_file):
    answer = run(
        *("ask", folder, "first", "--pattern", "any"), *("--recovery-key-file", recovery_file)
    )

    assert answer.code == 1
    assert "as there is none at all" in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            (
                "change",
                "--scale",
                "mood",
                "--now",
                "2025-06-01..2025-06-13",
                "--then",
                span(DAYS[:20]),
            ),
            "now, then: Each stretch of time has to be 14 days or longer.",
        ),
        (
            ("change", "--scale", "mood", "--then", span(NOW), "--date", ON),
            "then: The older stretch of time has to end before the newer one begins.",
        ),
        (
            ("days", "--scale", "mood", "--then", span(NOW), "--date", ON),
            "then: The older stretch of time has to end before the newer one begins.",
        ),
        (("days", "--scale", "mood", "--at-least", "11"), "at-least: A rating is from 0 to 10."),
        (
            ("days", "--scale", "sleep", "--at-least", "25"),
            "at-least: A night has 24 hours at most.",
        ),
        (("first", "--text", "!!"), "text: There is no word in it. Say which words."),
        (("first", "--pattern", ""), "pattern: Say which one."),
        (("trend", "--scale", " "), "scale: Say which one."),
        (
            ("after-sessions", "--scale", "twin1"),
            "scale: Neither of its sides is better, so that nothing can be worse.",
        ),
        (("first", "--text", "  "), "text: Say which words."),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(refusal, words, told):
    assert refusal(*words) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["change"], "required for change: --scale"),
        (["days", "--now", span(NOW)], "--scale or --yes or --tag"),
        (["days", "--yes", "a", "--tag", "b"], "--yes and --tag are two questions"),
        (["days", "--tag", "b", "--at-least", "3"], "--at-least is for a --scale"),
        (["days", "--scale", "b", "--at-least", "many"], "write a number like 6 or 7.5"),
        (["days", "--scale", "b", "--at-least", "nan"], "write a number like 6 or 7.5"),
        (["working", "--scale", "mood"], "--scale has no meaning for working"),
        (["together", "--from", "2025-01-01"], "--from has no meaning for together"),
        (["first"], "--text or --pattern"),
        (["first", "--text", "a", "--date", "2025-01-01"], "--date has no meaning for first"),
        (["turn"], "--scale or --form"),
        (["trend", "--scale", "a", "--from", "2025-02-01", "--to", "2025-01-01"], "before --from"),
        (
            ["change", "--scale", "a", "--now", span(THEN), "--then", span(NOW)],
            "--then has to end before --now begins",
        ),
        (["change", "--scale", "a", "--now", span(NOW)], "required beside --now: --then"),
        (["days", "--scale", "a", "--now", span(NOW), "--date", "2025-01-01"], "after --date"),
        (["trend", "--scale", "a", "--to", "2025-02-01", "--date", "2025-01-01"], "after --date"),
        (
            ["trend", "--scale", "a", "--from", "2025-02-01", "--date", "2025-01-01"],
            "after --date",
        ),
        (["days", "--scale", "a", "--now", "2025-01-01"], "two days like"),
        (["days", "--scale", "a", "--now", "2025-01-09..2025-01-01"], "before the first"),
        (["days", "--scale", "a", "--now", "2025-02-29..2025-03-01"], "no such day"),
        (["days", "--scale", "a", "--now", "1.1.2025..2.1.2025"], "write the day like"),
        (["together", "--date", "1899-12-31"], "no record from before 1900"),
        (["together", "--date", "9999-12-31"], "or after 2999"),
        (["horoscope"], "invalid choice"),
    ],
)
def test_what_makes_no_sense_is_told(run, words, told):
    answer = run("ask", "j", *words)

    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_a_wrong_journal_is_refused(run, tmp_path, recovery_file):
    answer = run("ask", tmp_path / "none", "together", "--recovery-key-file", recovery_file)

    assert (answer.code, answer.out) == (1, "")


def keys_of(value):
    match value:
        case dict():
            for key, each in value.items():
                yield key
                yield from keys_of(each)
        case list():
            for each in value:
                yield from keys_of(each)


def test_every_key_is_told_of(ask):
    told = (paths.resources() / "docs" / "ask.md").read_text(encoding="utf-8")
    answers = [
        ask("change", "--scale", "mood"),
        ask("days", "--scale", "mood", "--then", span(THEN)),
        ask("first", "--pattern", "going quiet"),
        ask("trend", "--scale", "mood"),
        ask("together"),
        ask("after-sessions"),
        ask("weekdays", "--scale", "mood"),
        ask("turn", "--form", "phq9"),
        ask("working"),
    ]

    untold = {key for answer in answers for key in keys_of(answer) if f"`{key}`" not in told}
    assert untold == set()
    assert all(f"## `{question}`" in told for question in ask_arguments.QUESTIONS)
