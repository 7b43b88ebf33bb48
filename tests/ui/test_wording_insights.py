"""Answers about the record in words: every ending, every number with what it rests on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk.domain.goal import Goal, Horizon
from sessiondesk.domain.ids import GoalId, TagId
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import Better
from sessiondesk.domain.tag import Tag
from sessiondesk.insights.after_session import AfterOne, AfterSessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change, change, default_windows
from sessiondesk.insights.claim import Ending, Interval, Window
from sessiondesk.insights.claims import Association, Associations, Trend, TurningPoint, Weekdays
from sessiondesk.insights.counts import Count, CountOf, ScoreStory
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.frequency import Frequency, FrequencyChange, three_months_ago
from sessiondesk.insights.keeping import asked_of
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.questionnaire_change import change as score_change
from sessiondesk.insights.steady import Steady
from sessiondesk.insights.working import Line, Says, Sum, Working
from sessiondesk.ui import wording_counts, wording_findings
from sessiondesk.ui.insight_names import Names, names_of
from sessiondesk.ui.wording_insights import Said, period_in_words, said, worked_out
from sessiondesk.ui.wording_windows import short

TODAY = date(2026, 5, 12)
NOW, THEN = default_windows(TODAY)
FORBIDDEN = ("significant", "because", "thanks to", "stuck", "p-value", "great", "!", "fail")


def told(subject: str, claim: Claim, names: Names) -> Said:
    found = said(subject, claim, names)
    assert found is not None
    return found


@pytest.fixture
def names(journal, prompts):
    journal.tags.record(Tag(id=TagId("argument"), name="argument"))
    journal.goals.record(
        Goal(id=GoalId("g1"), text="Say no once a week", horizon=Horizon.SHORT, began_on=TODAY)
    )
    return names_of(journal, prompts)


def window(period, answered):
    return Window(period=period, answered=answered)


def compared(now, then, ending_, *, low=-1.0, high=1.0, percent=None, counts=(26, 24)):
    return Change(
        now=window(NOW, counts[0]),
        then=window(THEN, counts[1]),
        mean_now=now,
        mean_then=then,
        interval=Interval(low=low, high=high),
        percent=None if percent is None else percent[0],
        percent_interval=None if percent is None else Interval(low=percent[1], high=percent[2]),
        ending=ending_,
    )


# Q1.


def test_a_clear_change_says_both_figures_the_range_and_the_days(names):
    claim = compared(4.1, 6.2, Ending.LOWER, low=-3.2, high=-0.8, percent=(-33.9, -51.2, -12.4))

    found = told("anxiety", claim, names)

    assert found.headline == "Your anxiety ratings are about 34% lower than six weeks ago"
    assert found.detail == ("4.1 against 6.2; probably between 12% and 51% lower. 26 and 24 days.")
    assert found.sentence == (
        "Over the last four weeks your anxiety averaged 4.1. Around six weeks ago it was 6.2. "
        "That is 34% lower (probably between 12% and 51% lower; 26 and 24 days)."
    )


def test_a_scale_without_a_true_nothing_is_told_in_points(names):
    claim = compared(6.3, 5.1, Ending.HIGHER, low=0.4, high=2.0)

    found = told("mood", claim, names)

    assert found.headline == "Your mood ratings are about 1.2 points higher than six weeks ago"
    assert "probably between 0.4 and 2.0 points higher" in found.sentence


def test_one_point_is_one_point(names):
    claim = compared(6.0, 5.0, Ending.HIGHER, low=0.4, high=1.6)

    assert "about 1.0 point higher" in told("mood", claim, names).headline


def test_a_percentage_whose_range_reaches_no_change_gives_way_to_points(names):
    claim = compared(1.0, 1.9, Ending.LOWER, low=-1.7, high=-0.1, percent=(-47.0, -80.0, 4.0))

    assert "%" not in told("anxiety", claim, names).sentence


def test_hours_slept_are_told_in_hours(names):
    claim = compared(7.4, 6.6, Ending.HIGHER, low=0.3, high=1.3)

    found = told("sleep", claim, names)

    assert found.headline == "Your sleep is about 0.8 hours more than six weeks ago"
    assert found.detail == (
        "7.4 h against 6.6 h; probably between 0.3 and 1.3 hours more. 26 and 24 nights."
    )


def test_what_was_very_low_already_is_told_without_a_percentage(names):
    claim = compared(1.4, 0.6, Ending.HIGHER, low=0.2, high=1.4)

    found = told("anxiety", claim, names)

    assert "it was already very low (0.6), so a percentage would mislead" in found.sentence
    assert "In points: from 0.6 to 1.4" in found.sentence


def test_when_it_cannot_be_told_no_direction_is_hinted_at(names):
    found = told("anxiety", compared(4.1, 5.2, Ending.CANT_TELL, low=-2.5, high=0.3), names)

    assert found.headline == "Anxiety: I can’t tell yet"
    assert "Your days vary so much that this may be chance: I can’t tell yet." in found.sentence
    assert not any(word in found.sentence for word in ("lower", "higher", "less", "more than"))


def test_about_the_same_says_how_small_a_change_is_ruled_out(names):
    found = told("mood", compared(5.0, 5.1, Ending.ABOUT_THE_SAME, low=-0.6, high=0.4), names)

    assert found.detail == (
        "5.1 then, 5.0 now; a change of more than a point either way is unlikely. 26 and 24 days."
    )


def test_about_the_same_sleep_is_told_in_hours(names):
    claim = compared(7.0, 7.1, Ending.ABOUT_THE_SAME, low=-0.6, high=0.4)

    assert "more than an hour either way" in told("sleep", claim, names).sentence


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((9, 25), "You noted anxiety on 9 of the last 28 days. From 14 on I can compare."),
        ((25, 3), "You noted anxiety on 3 of 28 days around six weeks ago. From 14 on I can"),
    ],
)
def test_too_few_days_say_which_and_how_many_it_takes(names, counts, words):
    claim = compared(4.0, 5.0, Ending.NOT_ENOUGH, counts=counts)

    found = told("anxiety", claim, names)

    assert words in found.detail
    assert found.headline == "Not enough days yet to tell about anxiety"


def test_a_long_window_needs_half_of_its_days(names):
    long = Period(first=date(2026, 1, 1), last=date(2026, 3, 31))
    claim = change({}, NOW, Period(first=long.first, last=long.last), none_at_zero=True)
    claim = replace(claim, now=window(NOW, 20), then=window(long, 30))

    assert "From 45 on" in told("anxiety", claim, names).detail


# Q2, Q3.


def often(period, counted, answered, a_week, *, at_least=None):
    return Frequency(
        window=window(period, answered),
        counted=counted,
        a_week=a_week,
        interval=None if a_week is None else Interval(low=1.0, high=3.2),
        at_least=at_least,
    )


def test_nights_a_week_then_and_now(names):
    claim = FrequencyChange(
        then=often(three_months_ago(TODAY), 13, 23, 3.96),
        now=often(NOW, 6, 24, 1.75),
        difference=-2.2,
        interval=Interval(low=-3.0, high=-0.5),
        ending=Ending.LOWER,
    )

    assert told("sleep_interference", claim, names).sentence == (
        "Three months ago anxiety got in the way of your sleep on 13 of 23 nights (4.0 a week), "
        "over the last four weeks on 6 of 24 (1.8 a week). That is fewer, by somewhere between "
        "half a night and 3 nights a week."
    )


def test_a_range_that_begins_near_nothing_says_how_far_it_goes(names):
    claim = FrequencyChange(
        then=often(three_months_ago(TODAY), 16, 23, 4.87),
        now=often(NOW, 6, 17, 2.47),
        difference=-2.4,
        interval=Interval(low=-4.1, high=-0.2),
        ending=Ending.LOWER,
    )

    assert told("sleep_interference", claim, names).detail == (
        "2.5 a week (6 of 17 nights) against 4.9 a week (16 of 23 nights). That is fewer, by up "
        "to 4 nights a week."
    )


def test_days_that_are_too_few_for_a_difference(names):
    january = Period(first=date(2026, 1, 1), last=date(2026, 1, 31))
    claim = FrequencyChange(
        then=often(january, 9, 27, 2.33, at_least=6.0),
        now=often(NOW, 6, 25, 1.68, at_least=6.0),
        difference=-0.65,
        interval=Interval(low=-2.4, high=1.1),
        ending=Ending.CANT_TELL,
    )

    assert told("overwhelm", claim, names).sentence == (
        "In January your overwhelm was at 6 or more on 9 of 27 days (2.3 a week), over the last "
        "four weeks on 6 of 25 (1.7 a week). The difference is small for so few days: I can’t "
        "tell yet."
    )


def test_another_number_to_count_from_is_said(names):
    claim = often(NOW, 4, 25, 1.12, at_least=8.0)

    assert "your overwhelm was at 8 or more" in told("overwhelm", claim, names).sentence
    assert "A day counts from 8 on." in worked_out("overwhelm", claim, names).compared


@pytest.mark.parametrize(
    ("ending_", "words"),
    [
        (Ending.HIGHER, "That is more, by somewhere between half a day and 3 days a week."),
        (Ending.ABOUT_THE_SAME, "That is about the same"),
        (Ending.NOT_ENOUGH, "From 14 on I can compare."),
    ],
)
def test_tagged_days_end_in_every_way(names, ending_, words):
    claim = FrequencyChange(
        then=often(THEN, 3, 10, 2.1),
        now=often(NOW, 9, 12, 5.2),
        difference=3.1,
        interval=Interval(low=0.5, high=3.0),
        ending=ending_,
    )

    found = told("tag:argument", claim, names)

    assert words in found.sentence
    assert "“argument”" in found.sentence


def test_one_stretch_alone(names):
    found = told("interference", often(NOW, 6, 24, 1.75), names)

    assert found.headline == (
        "Over the last four weeks how you felt kept you from something on about 2 days a week"
    )
    assert found.detail == "6 of 24 days you noted; probably between 1.0 and 3.2 a week."


@pytest.mark.parametrize(
    ("a_week", "low", "high", "about"),
    [
        (1.745, 1.2, 2.3, "about 1½ days a week"),
        (1.745, 1.62, 1.87, "about 1.7 days a week"),
        (0.39, 0.1, 2.1, "about half a day a week"),
    ],
)
def test_the_days_a_week_lie_where_they_are_said_to_lie(names, a_week, low, high, about):
    claim = replace(often(NOW, 6, 24, a_week), interval=Interval(low=low, high=high))

    assert f"on {about} (" in told("interference", claim, names).sentence


def test_one_stretch_with_too_few_days(names):
    assert "From 7 on" in told("interference", often(NOW, 1, 5, None), names).detail


# Q6.


def weeks(count):
    return tuple(date(2025, 9, 1) + timedelta(weeks=n) for n in range(count))


def trend(count, ending_, size=1.2):
    return Trend(
        weeks=weeks(count),
        change=size,
        interval=Interval(low=min(0.5 * size, 1.4 * size), high=max(0.5 * size, 1.4 * size)),
        narrow=Interval(low=0.0, high=1.0),
        ending=ending_,
    )


def test_a_direction_over_the_whole_time(names):
    found = told("irritability", trend(34, Ending.HIGHER), names)

    assert found.sentence == (
        "Over 34 weeks irritability rose by about 1.2 points (probably 0.6 to 1.7; averages of "
        "34 weeks)."
    )


def test_a_fall_is_told_with_positive_figures(names):
    words = told("irritability", trend(34, Ending.LOWER, -1.2), names).sentence

    assert "fell by about 1.2 points (probably 0.6 to 1.7" in words


def test_steady_and_unclear_and_too_few_weeks(names):
    assert told("mood", trend(14, Ending.ABOUT_THE_SAME), names).sentence == (
        "Over the last 14 weeks your mood has been steady: a change of more than 1.5 points "
        "either way is unlikely."
    )
    assert told("mood", trend(14, Ending.CANT_TELL), names).sentence == (
        "Over 14 weeks mood shows no clear direction: I can’t tell yet."
    )
    few = Trend(weeks=weeks(6), ending=Ending.NOT_ENOUGH)
    assert "There are 6 weeks so far; from 8 on I can look" in told("mood", few, names).sentence
    one = Trend(weeks=weeks(1), ending=Ending.NOT_ENOUGH)
    assert "There is one week so far" in told("mood", one, names).sentence


def steady(*, is_said, same_place=5, answered=6, sessions=14):
    return Steady(
        sessions=sessions,
        weeks=14,
        steady=("mood",),
        moving=("energy",),
        forms_better=0,
        forms_above=1,
        same_place=same_place,
        answered=answered,
        is_said=is_said,
    )


def test_the_pieces_are_put_together_only_by_the_rule(names):
    found = told("course", steady(is_said=True), names)
    assert found.sentence == (
        "Over the last 14 weeks your mood has been steady. A change of more than 1.5 points "
        "either way is unlikely. In 5 of the last 6 sessions you noted old ground, same place. "
        "This may be worth raising."
    )

    pieces = told("course", steady(is_said=False, sessions=1, answered=0), names)
    assert pieces.sentence == "One session so far. Steady: mood. With a direction: energy."


# Q4, Q7 to Q10, missing days.


def test_when_a_pattern_was_noticed_first(names, journal):
    claim = FirstNoticed(
        named_on=date(2026, 5, 3),
        first_linked=date(2026, 2, 11),
        first_written=date(2026, 1, 20),
        by_month=((date(2026, 2, 1), 3), (date(2026, 3, 1), 2)),
    )
    asked = replace(names, tags={"pattern:p": "going quiet"})

    found = told("pattern:p", claim, asked)

    assert found.headline == "On 11 February"
    assert found.detail == (
        "You named “going quiet” on 3 May. The first entry you linked to it is from "
        "11 February. An entry of 20 January also has one of its words: is this it? "
        "5 entries in 2 months."
    )


def test_words_that_were_looked_for(names):
    claim = FirstNoticed(
        named_on=None, first_linked=None, first_written=date(2025, 12, 30), by_month=()
    )
    found = told("words:people pleasing", claim, names)
    assert found.sentence == "The first entry with “people pleasing” is from 30 December 2025."

    nothing = told("words:xyz", replace(claim, first_written=None), names)
    assert nothing.sentence == "No entry has “xyz” in it."


def after(worse, *, known=6):
    sessions = tuple(
        AfterOne(day=TODAY, difference=-1.0, is_worse=n < worse) for n in range(min(known, 6))
    )
    return AfterSessions(
        sessions=sessions,
        known=known,
        worse=worse,
        is_enough=known >= 6,
        is_consistent=known >= 6 and worse >= 5,
    )


def test_after_sessions(names):
    assert told("mood", after(5), names).sentence == (
        "After 5 of your last 6 sessions your mood was at least a point lower for two days. "
        "Some of that is part of the work. If it feels like more, it is worth saying."
    )
    assert "After 2 of your last 6 sessions" in told("mood", after(2), names).sentence
    assert "No consistent pattern" in told("mood", after(2), names).sentence
    assert told("mood", after(0, known=4), names).sentence == (
        "4 sessions have notes on both sides so far; from 6 on I can look."
    )
    assert told("mood", after(0, known=1), names).sentence.startswith("One session has notes")
    assert told("mood", after(0, known=0), names).sentence.startswith("No session has notes")


def pair(difference=1.02):
    return Association(
        tag="tag:argument",
        rating="irritability",
        difference=difference,
        tagged=31,
        others=90,
        p=0.001,
    )


def test_what_goes_together(names):
    claim = Associations(found=(pair(),), tested=40, tags_without=11, weeks=20)

    found = told("", claim, names)

    assert found.sentence == (
        "On days with “argument”, irritability was about 1.0 higher than on other days of the "
        "same week (31 days). They go together; which comes first this can’t tell."
    )
    assert found.detail == "For 11 other tags there is nothing to see, or not enough days."


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (0, "No tag has been noted often enough to look."),
        (1, "For your one tag there is nothing to see"),
        (7, "For your 7 tags there is nothing to see"),
    ],
)
def test_nothing_goes_together(names, tags, words):
    claim = Associations(found=(), tested=3, tags_without=tags, weeks=20)

    assert words in told("", claim, names).sentence


def test_a_pair_whose_tag_is_gone_is_left_out(names):
    gone = replace(pair(), tag="tag:gone")
    claim = Associations(found=(gone, pair(-0.7)), tested=3, tags_without=1, weeks=20)

    assert wording_findings.association(gone, names) == ""
    assert "0.7 lower" in told("", claim, names).headline
    assert told("", replace(claim, weeks=7), names).sentence == (
        "There are 7 weeks so far; from 12 on I can look."
    )


def by_weekday(*, is_clear=True, weeks_=20):
    return Weekdays(
        means=(0.1, 0.0, 0.1, 0.0, 0.5, -0.1, -0.6),
        days=(20,) * 7,
        weeks=weeks_,
        is_clear=is_clear,
    )


def test_weekdays(names):
    assert told("mood", by_weekday(), names).sentence == (
        "Your mood is lowest on Sundays and highest on Fridays. About 0.6 below and 0.5 above "
        "the rest of the week, 20 weeks."
    )
    assert "do not differ clearly" in told("mood", by_weekday(is_clear=False), names).sentence
    assert "from 8 on" in told("mood", by_weekday(weeks_=5), names).sentence


def test_a_turn_is_one_date_or_none(names):
    at = TurningPoint(points=40, at=date(2025, 11, 24), is_enough=True)
    assert told("mood", at, names).headline == (
        "The clearest single turn lies in the week of 24 November 2025"
    )
    assert "the result of" in told("instrument:phq9", at, names).headline
    none = replace(at, at=None)
    assert told("mood", none, names).sentence == "No single turn stands out."
    few = TurningPoint(points=9, at=None, is_enough=False)
    assert "There are 9 weeks so far; from 16 on" in told("mood", few, names).sentence
    assert "There are 9 results so far" in told("phq9", few, names).sentence


def test_missing_days_are_told_by_the_rule_only(names):
    claim = MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)
    assert "skip check-ins after harder days" in told("mood", claim, names).sentence
    assert said("mood", replace(claim, follow_harder_days=False), names) is None


# Q5, Q11, Q12.


def test_a_questionnaire(names, instruments):
    claim = ScoreStory(
        first_on=date(2026, 3, 3),
        last_on=date(2026, 5, 5),
        change=score_change(instruments.find("phq9"), 16, 9),
        recall_days=14,
    )

    found = told("phq9", claim, names)

    assert found.headline == "PHQ-9: 16 on 3 March, 9 on 5 May 2026"
    assert "7 points lower" in found.detail
    assert said("gone", claim, names) is None
    earlier = told("phq9", replace(claim, first_on=date(2025, 11, 23)), names)
    assert earlier.headline == "PHQ-9: 16 on 23 November 2025, 9 on 5 May 2026"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Count(what=CountOf.ATTENDANCE, n=9, of=11), "You kept 9 of 11 appointments."),
        (Count(what=CountOf.HELD_BACK, n=3, of=8), "You held something back in 3 of 8 sessions."),
        (
            Count(what=CountOf.SAID_FIRST, n=2, numbers=(5, 8)),
            "Said something for the first time, sessions 5 and 8.",
        ),
        (
            Count(what=CountOf.SAID_FIRST, n=1, numbers=(5,)),
            "Said something for the first time, session 5.",
        ),
        (
            Count(what=CountOf.SAID_FIRST, n=2),
            "Said something for the first time in 2 sessions.",
        ),
        (
            Count(what=CountOf.SAME_PLACE, n=4, of=6),
            "Old ground, same place in 4 of 6 sessions.",
        ),
        (
            Count(what=CountOf.FURTHER_IN, n=4, of=6),
            "Something new, or further in, in 4 of 6 sessions.",
        ),
        (
            Count(what=CountOf.FIT, n=6.21, before=7.5),
            "Working together, as you rated it: 6.2, before 7.5.",
        ),
        (Count(what=CountOf.FIT, n=6.2), "Working together, as you rated it: 6.2."),
        (Count(what=CountOf.SIGNS, n=7, before=4), "7 small signs on the last sheet, 4 on the"),
        (Count(what=CountOf.SIGNS, n=7), "7 small signs on the last sheet."),
        (Count(what=CountOf.SIGNS, n=1), "1 small sign on the last sheet."),
        (Count(what=CountOf.WINS, n=1), "One win noted."),
        (Count(what=CountOf.WINS, n=3), "3 wins noted."),
    ],
)
def test_numbers_without_inference(names, claim, words):
    assert words in told("", claim, names).sentence


@pytest.mark.parametrize(
    ("subject", "claim", "words"),
    [
        ("g1", Count(what=CountOf.GOAL_MOVED, n=7, before=3), "“Say no once a week”: from 3 to 7"),
        ("g1", Count(what=CountOf.GOAL_REACHED, n=1), "“Say no once a week”: reached."),
        (
            "safe",
            Count(what=CountOf.FIT_LOW, n=3, values=(5, 6, 5)),
            "“I could have said anything that was on my mind” at 5, 6 and 5.",
        ),
        ("judged", Count(what=CountOf.WARNING, n=1), "Ticked once: “In most sessions I feel"),
        (
            "judged",
            Count(what=CountOf.WARNING, n=2, days=(date(2026, 3, 1), TODAY)),
            "Ticked 2 times since 1 March 2026: “In most sessions I feel judged”.",
        ),
    ],
)
def test_numbers_about_something(names, subject, claim, words):
    assert words in told(subject, claim, names).sentence


def test_what_was_carried_over_practised_and_noticed(names):
    asked = replace(
        names,
        bring_ups={"b": "Money"},
        tags={"practice:x": "Slow breathing", "pattern:p": "going quiet"},
    )
    carried = Count(what=CountOf.CARRIED_OVER, n=3)
    assert told("b", carried, asked).sentence == "“Money”: carried over 3 times, never reached."
    assert "carried over once" in told("b", replace(carried, n=1), asked).sentence
    practised = Count(what=CountOf.PRACTICE, n=12, before=5)
    assert "“Slow breathing” on 12 days" in told("x", practised, asked).sentence
    assert "before" not in told("x", replace(practised, before=None), asked).sentence
    noticed = Count(what=CountOf.PATTERN, n=9, before=2)
    assert (
        "“going quiet” on 9 days in eight weeks, before on 2."
        in told("p", noticed, asked).sentence
    )
    assert "before" not in told("p", replace(noticed, before=None), asked).sentence
    assert "on 1 day in eight" in told("p", replace(noticed, n=1), asked).sentence
    assert "on 1 day in" in told("x", replace(practised, n=1), asked).sentence


@pytest.mark.parametrize(
    ("sum_", "way", "words"),
    [
        (Sum.POINTS_ONE_WAY, Says.BETTER, "3 of 5 point the same way: better"),
        (Sum.POINTS_ONE_WAY, Says.WORSE, "3 of 5 point the same way: worse"),
        (Sum.POINTS_ONE_WAY, Says.STEADY, "3 of 5 say the same: steady"),
        (Sum.MIXED, Says.CANT_TELL, "Mixed: the five do not say the same"),
        (Sum.CANT_TELL, Says.CANT_TELL, "I can’t tell yet"),
        (Sum.TOO_EARLY, Says.CANT_TELL, "Too early"),
    ],
)
def test_the_five_lines(names, sum_, way, words):
    lines = tuple((line, Says.BETTER) for line in Line)
    claim = Working(lines=lines, sum=sum_, way=way, pointing=3, worse_first=False)

    assert words in told("", claim, names).headline
    assert "questionnaires: better; days: better" in told("", claim, names).detail


def test_too_early_says_how_many_sessions():
    claim = Working(lines=(), sum=Sum.TOO_EARLY, way=Says.CANT_TELL, pointing=0, worse_first=False)

    assert wording_counts.working(claim, sessions=3).headline == "Too early: 3 sessions"
    assert wording_counts.working(claim, sessions=1).headline == "Too early: one session"
    assert wording_counts.working(claim, sessions=0).headline == "Too early: no session yet"


# All of them.


ALL = [
    ("anxiety", compared(4.1, 6.2, Ending.LOWER, low=-3, high=-1, percent=(-34, -51, -12))),
    ("mood", compared(4.1, 6.2, Ending.CANT_TELL)),
    ("mood", compared(5.1, 5.2, Ending.ABOUT_THE_SAME)),
    ("mood", compared(4.1, None, Ending.NOT_ENOUGH, counts=(9, 0))),
    ("mood", trend(20, Ending.HIGHER)),
    ("mood", Trend(weeks=(), ending=Ending.NOT_ENOUGH)),
    ("mood", often(NOW, 6, 24, 1.75)),
    ("mood", after(5)),
    ("", Associations(found=(pair(),), tested=9, tags_without=2, weeks=30)),
    ("mood", by_weekday()),
    ("mood", TurningPoint(points=40, at=TODAY, is_enough=True)),
    ("mood", MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)),
    ("course", steady(is_said=True)),
    ("", Count(what=CountOf.ATTENDANCE, n=9, of=11)),
    ("words:x", FirstNoticed(named_on=None, first_linked=None, first_written=TODAY, by_month=())),
]


@pytest.mark.parametrize(("subject", "claim"), ALL, ids=lambda each: type(each).__name__)
def test_no_sentence_judges_explains_or_frightens(names, subject, claim):
    found = told(subject, claim, names)
    explained = worked_out(subject, claim, names)

    for words in (found.headline, found.detail, found.sentence, *_texts(explained)):
        assert not any(each in words.lower() for each in FORBIDDEN), words
        assert "  " not in words
        assert "{" not in words
        assert "'" not in words
    assert found.sentence.endswith((".", "?"))
    assert explained.compared
    assert asked_of(claim) in Asked


def _texts(explained):
    return explained.compared, explained.found, explained.cannot_tell


def test_an_answer_whose_subject_is_gone_is_not_said(names):
    assert said("gone", compared(4.1, 6.2, Ending.CANT_TELL), names) is None


def test_own_names_are_quoted_and_kept_in_one_line(journal, prompts, names):
    scale = replace(journal.scales.all()[0], id="own", label="My\nwave", is_built_in=False)
    journal.scales.add(replace(scale, better=Better.LOWER))

    found = told("own", compared(4.1, 6.2, Ending.CANT_TELL), names_of(journal, prompts))

    assert "“My wave”" in found.sentence


@pytest.mark.parametrize(
    ("period", "words", "in_short"),
    [
        (NOW, "over the last four weeks", "last four weeks"),
        (THEN, "around six weeks ago", "four weeks before"),
        (three_months_ago(TODAY), "three months ago", "three months ago"),
        (
            Period(first=date(2026, 2, 1), last=date(2026, 2, 28)),
            "in February",
            "February 2026",
        ),
        (
            Period(first=date(2025, 2, 1), last=date(2025, 2, 28)),
            "in February 2025",
            "February 2025",
        ),
        (ending(TODAY, days=84), "over the last 12 weeks", "18 February to 12 May 2026"),
        (
            Period(first=date(2026, 3, 3), last=date(2026, 3, 30)),
            "from 3 to 30 March 2026",
            "3 to 30 March 2026",
        ),
    ],
)
def test_windows_in_words(period, words, in_short):
    assert period_in_words(period, TODAY) == words
    assert short(period, TODAY) == in_short


def test_what_was_worked_out_another_day_is_told_from_that_day(names):
    found = told("mood", compared(5.0, 5.1, Ending.CANT_TELL), names.at(TODAY))
    later = told("mood", compared(5.0, 5.1, Ending.CANT_TELL), names.at(TODAY + timedelta(days=9)))

    assert "Over the last four weeks" in found.sentence
    assert "From 15 April to 12 May 2026" in later.sentence
