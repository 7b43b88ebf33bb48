import threading
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QMessageBox

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.period import ending
from sessiondesk.domain.scale import Scale
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Interval, Window
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.frequency import Frequency, FrequencyChange, three_months_ago
from sessiondesk.insights.keeping import asked_of, encode
from sessiondesk.insights.material import SLEEP, SLEEP_INTERFERENCE
from sessiondesk.journal import sheet_insights
from sessiondesk.store.errors import StoreDamagedError, StoreFullError
from sessiondesk.ui import insight_names
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page.readout_card import ReadoutCard
from sessiondesk.ui.pages.trends_page.readout_model import decoded, readouts
from sessiondesk.ui.pages.trends_page.weekly_section import WeeklySection
from sessiondesk.ui.widgets.interval_bar import IntervalBar
from sessiondesk.ui.wording import MINUS

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
PATIENCE = 20_000
WEEKS = tuple(date(2026, 1, 5) + timedelta(weeks=each) for each in range(12))


def compared(ending_, *, now, then, interval, percent=None, answered=(24, 26), on=TODAY):
    newer = ending(on, days=28)
    older = ending(newer.first - timedelta(days=1), days=28)
    best = None if percent is None else percent[0]
    likely = None if percent is None else Interval(low=percent[1], high=percent[2])
    return Change(
        now=Window(period=newer, answered=answered[0]),
        then=Window(period=older, answered=answered[1]),
        mean_now=now,
        mean_then=then,
        interval=None if interval is None else Interval(low=interval[0], high=interval[1]),
        percent=best,
        percent_interval=likely,
        ending=ending_,
    )


LOWER = compared(
    Ending.LOWER, now=4.1, then=6.2, interval=(-3.1, -1.0), percent=(-33.9, -51.0, -12.0)
)
CANT_TELL = compared(Ending.CANT_TELL, now=6.5, then=6.1, interval=(-0.9, 1.7))
THE_SAME = compared(Ending.ABOUT_THE_SAME, now=5.0, then=5.1, interval=(-0.7, 0.5))
NOT_ENOUGH = compared(Ending.NOT_ENOUGH, now=6.9, then=7.0, interval=None, answered=(9, 23))
ROSE = Trend(
    weeks=WEEKS,
    change=1.2,
    interval=Interval(low=0.5, high=1.7),
    narrow=Interval(low=0.6, high=1.6),
    p=0.001,
    ending=Ending.HIGHER,
)
FEWER_NIGHTS = FrequencyChange(
    now=Frequency(
        window=Window(period=ending(TODAY, days=28), answered=24),
        counted=6,
        a_week=1.75,
        interval=Interval(low=0.8, high=3.1),
    ),
    then=Frequency(
        window=Window(period=three_months_ago(TODAY), answered=23),
        counted=13,
        a_week=3.96,
        interval=Interval(low=2.6, high=5.2),
    ),
    difference=-2.2,
    interval=Interval(low=-3.4, high=-0.5),
    ending=Ending.LOWER,
)
FIVE = (
    ("mood", CANT_TELL),
    (SLEEP, NOT_ENOUGH),
    ("energy", THE_SAME),
    ("anxiety", LOWER),
    ("overwhelm", ROSE),
)


def as_insight(subject, claim, day=TODAY):
    return Insight(day=day, asked=asked_of(claim), subject=subject, claim=encode(claim))


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def check_in(journal):
    def note(days_ago=0, **ratings):
        day = TODAY - timedelta(days=days_ago)
        journal.checkins.record(
            CheckIn(
                felt_at=datetime(day.year, day.month, day.day, 9, tzinfo=journal.now().tzinfo),
                day=day,
                ratings={ScaleId(key): float(value) for key, value in ratings.items()},
            )
        )

    return note


@pytest.fixture
def keep(journal, check_in):
    """Keep what was said, over a record of three days."""

    def keep_(answers=FIVE, day=TODAY):
        if journal.checkins.extent() is None:
            for days_ago in (8, 9, 10):
                check_in(days_ago, mood=5)
        journal.insights.keep(day, [as_insight(subject, claim, day) for subject, claim in answers])

    return keep_


@pytest.fixture
def make(journal, theme, prompts, jobs, connect):
    def make_(connecting=connect):
        return WeeklySection(journal, theme, prompts, jobs=jobs, connect=connecting)

    return make_


@pytest.fixture
def show(qtbot, make, jobs):
    def show_(*, width=1008, connecting=None):
        section = make() if connecting is None else make(connecting)
        qtbot.addWidget(section)
        section.resize(width, 600)
        section.show()
        qtbot.waitUntil(lambda: is_laid_out(section), timeout=PATIENCE)
        return section

    yield show_
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)


def texts(section):
    return [each.text() for each in section.findChildren(QLabel) if each.isVisible()]


def said(section):
    """Return every word that is shown."""
    return " ".join(texts(section))


def cards(section):
    """Return the cards that are shown, as they are read."""
    shown = [each for each in section.findChildren(ReadoutCard) if each.isVisible()]
    return sorted(shown, key=lambda each: (each.y(), each.x()))


def is_laid_out(section):
    buttons = [each for card in cards(section) for each in card.findChildren(QAbstractButton)]
    return all(each.height() >= 28 for each in buttons)


def card_about(section, subject):
    """Return the first card about ``subject``."""
    return next(each for each in cards(section) if each.readout.insight.subject == subject)


def worked_out(qtbot, section, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    return section


# What is shown.


def test_what_was_kept_is_there_at_once_the_surest_first(keep, show, jobs):
    keep()

    section = show()

    assert [each.readout.insight.subject for each in cards(section)] == [
        "anxiety",
        "overwhelm",
        "energy",
    ]
    assert not jobs.is_busy
    assert "Your anxiety ratings are about 34% lower than six weeks ago" in texts(section)
    assert "4.1 against 6.2; probably between 12% and 51% lower. 24 and 26 days." in said(section)
    assert "Worked out on Tuesday 12 May, from 3 days." in texts(section)


def test_the_others_are_shown_when_they_are_asked_for(qtbot, keep, show, control):
    keep()
    section = show()

    qtbot.mouseClick(control(section, "Show all 5"), LEFT)
    assert [each.readout.insight.subject for each in cards(section)] == [
        "anxiety",
        "overwhelm",
        "energy",
        "mood",
        SLEEP,
    ]

    qtbot.mouseClick(control(section, "Show the first three"), LEFT)
    assert len(cards(section)) == 3


def test_three_read_outs_need_no_way_to_more(keep, show):
    keep(FIVE[:3])

    section = show()

    assert not [each for each in section.findChildren(QLabel) if "Show all" in each.text()]


def test_what_may_be_chance_hints_at_no_direction(keep, show):
    keep([("mood", CANT_TELL)])

    words = said(card_about(show(), "mood"))

    assert "this may be chance: I can’t tell yet." in words
    for hint in ("higher", "lower", "rose", "fell", "better", "worse"):
        assert hint not in words


def test_too_few_nights_are_said_on_a_dashed_card_without_a_bar(keep, show):
    keep([(SLEEP, NOT_ENOUGH)])

    card = card_about(show(), SLEEP)

    assert "9 of the last 28 nights. From 14 on I can compare." in said(card)
    assert card._is_empty
    assert not [each for each in card.findChildren(IntervalBar) if each.isVisible()]


def bar_of(card):
    (found,) = card.findChildren(IntervalBar)
    return found


@pytest.mark.parametrize(
    ("subject", "claim", "ends", "spoken"),
    [
        (
            "anxiety",
            LOWER,
            (f"{MINUS}51%", f"{MINUS}12%"),
            (
                "Likely range: from 51% lower to 12% lower, best guess 34% lower. "
                "No change lies outside of it."
            ),
        ),
        (
            "mood",
            CANT_TELL,
            (f"{MINUS}0.9", "+1.7"),
            (
                "Likely range: from 0.9 points lower to 1.7 points higher, "
                "best guess 0.4 points higher. No change lies within it."
            ),
        ),
        (
            SLEEP_INTERFERENCE,
            FEWER_NIGHTS,
            (f"{MINUS}3.4", f"{MINUS}0.5"),
            (
                "Likely range: from 3.4 nights a week lower to 0.5 nights a week lower, "
                "best guess 2.2 nights a week lower. No change lies outside of it."
            ),
        ),
        (
            "overwhelm",
            ROSE,
            ("+0.5", "+1.7"),
            (
                "Likely range: from 0.5 points higher to 1.7 points higher, "
                "best guess 1.2 points higher. No change lies outside of it."
            ),
        ),
    ],
)
def test_the_bar_says_what_the_sentence_says(keep, show, subject, claim, ends, spoken):  # noqa: PLR0917 - fixtures
    keep([(subject, claim)])

    bar = bar_of(card_about(show(), subject))

    assert bar.likely.ends == ends
    assert QAccessible.queryAccessibleInterface(bar).text(QAccessible.Text.Name) == spoken


def test_hours_are_never_said_in_per_cent(keep, show):
    keep([(SLEEP, compared(Ending.HIGHER, now=7.5, then=6.5, interval=(0.4, 1.6)))])

    card = card_about(show(), SLEEP)

    assert bar_of(card).likely.ends == ("+0.4", "+1.6")
    assert "0.4 hours higher" in bar_of(card).accessibleName()
    assert "%" not in said(card)


def test_what_rounds_to_nothing_is_called_no_change(keep, show):
    same = compared(Ending.ABOUT_THE_SAME, now=5.0, then=5.0, interval=(-0.02, 0.02))
    keep([("mood", same)])

    bar = bar_of(card_about(show(), "mood"))

    assert bar.likely.ends == ("0.0", "0.0")
    assert "from no change to no change" in bar.accessibleName()


def test_a_direction_whose_percentage_is_unsure_is_drawn_in_points(keep, show):
    odd = compared(
        Ending.LOWER, now=0.9, then=1.6, interval=(-1.3, -0.1), percent=(-43.0, -70.0, 4.0)
    )
    keep([("anxiety", odd)])

    assert bar_of(card_about(show(), "anxiety")).likely.ends == (f"{MINUS}1.3", f"{MINUS}0.1")


@pytest.mark.parametrize(
    ("width", "text_percent", "columns"),
    [(1008, 100, 3), (896, 100, 2), (420, 100, 1), (1008, 150, 2)],
)
def test_rows_of_three_become_two_and_one(keep, show, theme, width, text_percent, columns):  # noqa: PLR0917 - fixtures
    theme.set_text_percent(text_percent)
    keep()

    shown = cards(show(width=width))

    assert len({each.y() for each in shown}) == -(-3 // columns)
    assert len({each.x() for each in shown}) == columns
    if columns == 2:
        # The last one has the whole line.
        assert shown[2].width() > 1.9 * shown[0].width()
    assert all(each.geometry().right() <= width for each in shown)


# How they are ordered.


def order(journal, prompts, *answers, asked=("mood", "anxiety", "energy", "overwhelm", SLEEP)):
    names = insight_names.names_of(journal, prompts)
    kept = decoded([as_insight(*each) for each in answers])
    return [(each.insight.subject, each.ending) for each in readouts(kept, names, asked)]


def test_directions_go_by_how_far_their_range_stays_from_no_change(journal, prompts):
    close = compared(Ending.LOWER, now=4.0, then=5.0, interval=(-1.9, -0.1))
    far = compared(Ending.HIGHER, now=6.0, then=5.2, interval=(0.7, 0.9))

    found = order(journal, prompts, ("mood", close), ("energy", far), ("anxiety", LOWER))

    assert [subject for subject, _ in found] == ["energy", "anxiety", "mood"]


def test_a_change_without_any_doubt_comes_first(journal, prompts):
    sure = compared(Ending.HIGHER, now=6.0, then=5.0, interval=(1.0, 1.0))

    found = order(journal, prompts, ("anxiety", LOWER), ("mood", sure))

    assert [subject for subject, _ in found] == ["mood", "anxiety"]


def test_the_endings_follow_each_other_and_the_whole_time_comes_after_the_last_weeks(
    journal, prompts
):
    few = Trend(weeks=WEEKS[:5], ending=Ending.NOT_ENOUGH)
    wider = compared(Ending.ABOUT_THE_SAME, now=5.0, then=5.0, interval=(-0.9, 0.9))

    found = order(
        journal,
        prompts,
        ("mood", few),
        (SLEEP, NOT_ENOUGH),
        ("mood", CANT_TELL),
        ("overwhelm", wider),
        ("energy", THE_SAME),
        ("overwhelm", ROSE),
        ("anxiety", LOWER),
    )

    assert found == [
        ("anxiety", Ending.LOWER),
        ("overwhelm", Ending.HIGHER),
        ("energy", Ending.ABOUT_THE_SAME),
        ("overwhelm", Ending.ABOUT_THE_SAME),
        ("mood", Ending.CANT_TELL),
        (SLEEP, Ending.NOT_ENOUGH),
        ("mood", Ending.NOT_ENOUGH),
    ]


def test_what_is_there_no_more_is_left_out(journal, prompts):
    assert order(journal, prompts, ("gone", LOWER), asked=("gone",)) == []


def test_a_scale_that_is_hidden_is_not_spoken_of(keep, show, journal):
    keep()
    anxiety = journal.scales.find(ScaleId("anxiety"))
    journal.scales.record(
        Scale(**{name: getattr(anxiety, name) for name in Scale.__slots__} | {"is_shown": False})
    )

    assert "anxiety" not in said(show())


def test_nights_that_are_asked_no_more_are_spoken_of_where_they_say_something(journal, prompts):
    longer = compared(Ending.HIGHER, now=7.5, then=6.5, interval=(0.4, 1.6))

    assert order(journal, prompts, (SLEEP, longer), asked=())
    assert not order(journal, prompts, (SLEEP, NOT_ENOUGH), asked=())


def test_what_another_version_wrote_is_left_out(journal, keep, show):
    keep()
    journal.insights.keep(
        TODAY,
        [
            Insight(day=TODAY, asked=Asked.CHANGE, subject="mood", claim='{"of": "tomorrow"}'),
            as_insight("anxiety", LOWER),
        ],
    )

    assert [each.readout.insight.subject for each in cards(show())] == ["anxiety"]


# How it was worked out.


def ask(section, control, subject):
    headline = card_about(section, subject).readout.said.headline
    return control(section, f"How was this worked out? {headline}")


def test_how_it_was_worked_out_opens_in_the_place_of_the_row(qtbot, keep, show, control):
    keep()
    section = show()

    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)

    assert cards(section) == []
    shown = texts(section)
    for title in ("What was compared", "How the range was found", "What it cannot tell"):
        assert title in shown
    assert "Your anxiety ratings are about 34% lower than six weeks ago" in shown
    assert section.focusWidget() is control(section, "Hide")


def test_hiding_it_brings_the_row_back_and_the_focus_to_where_it_was(qtbot, keep, show, control):
    keep()
    section = show()
    qtbot.mouseClick(ask(section, control, "energy"), LEFT)

    qtbot.keyClick(control(section, "Hide"), Key.Key_Return)

    assert len(cards(section)) == 3
    assert section.focusWidget() is ask(section, control, "energy")


def test_only_its_own_row_gives_way(qtbot, keep, show, control):
    keep()
    section = show()
    qtbot.mouseClick(control(section, "Show all 5"), LEFT)

    qtbot.mouseClick(ask(section, control, "mood"), LEFT)
    assert [each.readout.insight.subject for each in cards(section)] == [
        "anxiety",
        "overwhelm",
        "energy",
    ]

    # With the row it was in it goes as well.
    qtbot.mouseClick(control(section, "Show the first three"), LEFT)
    assert "What was compared" not in texts(section)


def test_a_read_out_goes_on_the_prep_sheet_and_comes_off_it(qtbot, keep, show, control, journal):
    keep()
    section = show()
    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)

    qtbot.mouseClick(control(section, "Put on the prep sheet"), LEFT)
    assert sheet_insights.is_on(journal, as_insight("anxiety", LOWER))
    assert "On the prep sheet" in texts(section)

    # It still says so when it is opened again.
    qtbot.mouseClick(control(section, "Hide"), LEFT)
    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)
    qtbot.mouseClick(control(section, "Take it off the sheet"), LEFT)
    assert not sheet_insights.is_on(journal, as_insight("anxiety", LOWER))
    assert "On the prep sheet" not in texts(section)


def test_a_full_disk_puts_nothing_on_the_sheet_and_says_so(  # noqa: PLR0917 - fixtures
    qtbot, keep, show, control, journal, monkeypatch
):
    keep()
    section = show()
    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)

    def full(**_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.settings, "change", full)
        qtbot.mouseClick(control(section, "Put on the prep sheet"), LEFT)

    (box,) = section.findChildren(QMessageBox)
    assert "no room left" in box.text()
    assert "On the prep sheet" not in texts(section)
    assert not sheet_insights.is_on(journal, as_insight("anxiety", LOWER))
    box.close()


def test_what_is_not_known_yet_cannot_be_put_on_the_sheet(qtbot, keep, show, control):
    keep([(SLEEP, NOT_ENOUGH)])
    section = show()

    qtbot.mouseClick(ask(section, control, SLEEP), LEFT)

    with pytest.raises(AssertionError):
        control(section, "Put on the prep sheet")


# The weekly work.


@pytest.fixture
def held_up(connect):
    """A connection that is not there before it is let go."""
    gate = threading.Event()

    def connecting():
        gate.wait(PATIENCE / 1000)
        return connect()

    yield gate, connecting
    gate.set()


@pytest.fixture
def ten_weeks(journal, check_in):
    """Seventy days, the last four weeks of them calmer."""
    with journal.batch():
        for days_ago in range(70):
            check_in(days_ago, mood=5 + days_ago % 2, anxiety=3 if days_ago < 28 else 7)


def test_where_nothing_was_said_yet_it_is_worked_out_and_kept(
    qtbot, ten_weeks, show, jobs, journal
):
    section = worked_out(qtbot, show(), jobs)

    assert journal.insights.days() == [TODAY]
    assert card_about(section, "anxiety").readout.ending is Ending.LOWER
    assert "Worked out on Tuesday 12 May, from 70 days." in texts(section)
    asked = {each.asked for each in journal.insights.latest()}
    assert {Asked.CHANGE, Asked.TREND, Asked.TOGETHER, Asked.WEEKDAYS, Asked.MISSING} <= asked


def test_within_the_week_nothing_is_worked_out_anew(keep, show, jobs, clock):
    keep()
    clock.pass_(days=6)

    section = show()

    assert not jobs.is_busy
    assert "Worked out on Tuesday 12 May, from 3 days." in texts(section)


def test_after_a_week_it_is_worked_out_when_the_page_is_shown(  # noqa: PLR0917 - fixtures
    qtbot, keep, show, jobs, clock, journal, held_up
):
    gate, connecting = held_up
    keep()
    clock.pass_(days=7)

    section = show(connecting=connecting)
    # What was kept is there until then.
    assert "Your anxiety ratings are about 34% lower than six weeks ago" in texts(section)
    gate.set()
    worked_out(qtbot, section, jobs)

    assert journal.insights.days() == [TODAY, TODAY + timedelta(days=7)]
    assert "Worked out on Tuesday 19 May, from 3 days." in texts(section)


def test_it_is_worked_out_again_when_that_is_asked_for(  # noqa: PLR0917 - fixtures
    qtbot, keep, check_in, show, control, jobs, clock
):
    keep()
    clock.pass_(hours=1)
    check_in(1, anxiety=9)
    section = show()
    assert "Your record has changed since then." in said(section)

    qtbot.mouseClick(control(section, "Work it out again"), LEFT)
    worked_out(qtbot, section, jobs)

    assert "Worked out on Tuesday 12 May, from 4 days." in texts(section)


def test_nothing_moves_while_it_is_being_looked_at(keep, check_in, show, jobs):
    keep()
    section = show()
    before = [(each.readout, each.geometry()) for each in cards(section)]

    check_in(1, anxiety=9)

    assert [(each.readout, each.geometry()) for each in cards(section)] == before
    assert not jobs.is_busy
    assert "Your record has changed since then." in said(section)


def test_who_reads_how_it_was_worked_out_is_not_interrupted(  # noqa: PLR0917 - fixtures
    qtbot, keep, show, control, jobs, clock, held_up
):
    gate, connecting = held_up
    keep()
    clock.pass_(days=7)
    section = show(connecting=connecting)
    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)
    gate.set()
    worked_out(qtbot, section, jobs)
    assert "What was compared" in texts(section)

    qtbot.mouseClick(control(section, "Show what was worked out just now"), LEFT)

    assert "What was compared" not in texts(section)
    assert "Worked out on Tuesday 19 May, from 3 days." in texts(section)


def test_leaving_the_page_gives_it_up_and_coming_back_begins_again(
    qtbot, ten_weeks, show, jobs, journal
):
    section = show()
    section.hide()
    worked_out(qtbot, section, jobs)
    assert journal.insights.days() == []

    section.show()
    worked_out(qtbot, section, jobs)

    assert journal.insights.days() == [TODAY]


def test_a_section_that_is_gone_hears_nothing_of_its_work(qtbot, ten_weeks, make, jobs):
    section = make()
    section.show()

    section.deleteLater()
    with qtbot.waitSignal(section.destroyed):
        del section

    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)


def test_what_takes_long_shows_how_far_it_is_and_can_be_cancelled(  # noqa: PLR0917 - fixtures
    qtbot, ten_weeks, show, control, jobs, journal, held_up
):
    gate, connecting = held_up
    section = show(connecting=connecting)
    assert "Your record is being looked at." in said(section)
    qtbot.waitUntil(lambda: "Looking at your record" in texts(section), timeout=PATIENCE)
    cancel = control(section, "Cancel")
    cancel.setFocus()

    qtbot.keyClick(cancel, Key.Key_Return)
    gate.set()
    worked_out(qtbot, section, jobs)

    assert journal.insights.days() == []
    assert "Nothing was worked out yet." in texts(section)
    assert "Looking at your record" not in texts(section)
    again = control(section, "Work it out")
    assert section.focusWidget() is again
    qtbot.keyClick(again, Key.Key_Return)
    worked_out(qtbot, section, jobs)
    assert journal.insights.days() == [TODAY]


def test_a_full_disk_keeps_nothing_but_shows_it(  # noqa: PLR0917 - fixtures
    qtbot, ten_weeks, show, control, jobs, journal, monkeypatch
):
    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.insights, "keep", full)
        section = worked_out(qtbot, show(), jobs)

        assert card_about(section, "anxiety").readout.ending is Ending.LOWER
        assert "shown here, but it could not be kept" in said(section)
        assert "Free some space" in said(section)
        # What is not kept cannot be put anywhere.
        qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)
        with pytest.raises(AssertionError):
            control(section, "Put on the prep sheet")
        qtbot.mouseClick(control(section, "Hide"), LEFT)
    section.hide()
    section.show()
    worked_out(qtbot, section, jobs)

    assert journal.insights.days() == [TODAY]
    assert "could not be kept" not in said(section)


def test_a_record_that_cannot_be_read_is_said_and_what_was_kept_stays(
    qtbot, keep, show, jobs, clock
):
    keep()
    clock.pass_(days=8)

    def damaged():
        raise StoreDamagedError

    section = worked_out(qtbot, show(connecting=damaged), jobs)

    assert "The journal’s file is damaged." in texts(section)
    assert len(cards(section)) == 3


# Earlier answers.


@pytest.fixture
def two_weeks(keep):
    """What was said a week ago, and what was said today."""
    higher = compared(
        Ending.HIGHER,
        now=6.2,
        then=5.0,
        interval=(0.4, 2.0),
        percent=(24.0, 8.0, 42.0),
        on=TODAY - timedelta(days=7),
    )
    keep([("anxiety", higher)], TODAY - timedelta(days=7))
    keep()


def test_what_was_said_earlier_is_said_again_with_its_date(qtbot, two_weeks, show, control):
    section = show()
    qtbot.mouseClick(control(section, "Earlier"), LEFT)
    (menu,) = [each for each in section.findChildren(QMenu) if each.actions()]
    latest, earlier = menu.actions()
    assert latest.text() == "Tuesday 12 May 2026"
    assert earlier.text() == "Tuesday 5 May 2026"

    with qtbot.waitSignal(section.answers_changed):
        earlier.trigger()
    menu.close()

    assert "Your anxiety ratings are about 24% higher than six weeks ago" in texts(section)
    assert "Worked out on Tuesday 5 May, from 3 days." in said(section)
    assert section.names.today == TODAY - timedelta(days=7)

    qtbot.mouseClick(control(section, "Back to the latest"), LEFT)
    assert "Your anxiety ratings are about 34% lower than six weeks ago" in texts(section)
    assert section.focusWidget() is control(section, "Earlier")


def test_long_ago_is_found_by_its_year(qtbot, keep, show, control):
    for weeks in range(30):
        keep(FIVE[:1], TODAY - timedelta(weeks=weeks))
    section = show()

    qtbot.mouseClick(control(section, "Earlier"), LEFT)

    menu = next(each for each in section.findChildren(QMenu) if each.title() == "")
    assert [each.text() for each in menu.actions()[8:]] == ["2026", "2025"]
    assert menu.actions()[-1].menu().actions()[-1].text() == "Tuesday 21 October 2025"
    menu.close()


def test_one_look_has_nothing_earlier(keep, show, control):
    keep()
    section = show()

    with pytest.raises(AssertionError):
        control(section, "Earlier")


# By ear and by keyboard.


def test_everything_can_be_named_reached_and_hit(qtbot, two_weeks, show, control, audit):
    section = show()
    assert audit(section) == []

    qtbot.mouseClick(control(section, "Show all 5"), LEFT)
    assert audit(section) == []

    qtbot.mouseClick(ask(section, control, "anxiety"), LEFT)
    assert audit(section) == []


def test_by_keyboard_alone_from_a_read_out_to_the_sheet(qtbot, two_weeks, show, control, journal):
    section = show()
    assert section.focus_first()

    qtbot.keyClick(section.focusWidget(), Key.Key_Return)
    assert section.focusWidget() is control(section, "Hide")
    qtbot.keyClick(section.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(section.focusWidget(), Key.Key_Return)

    assert sheet_insights.is_on(journal, as_insight("anxiety", LOWER))
    # On from there comes what stands below the row, as it is read.
    qtbot.keyClick(section.focusWidget(), Key.Key_Tab)
    assert section.focusWidget() is control(section, "Show all 5")


def test_own_words_are_shown_as_they_were_written(journal, keep, show):
    journal.scales.record(Scale(label="<b>Ease</b>", id=ScaleId("ease"), position=99))
    keep([("ease", THE_SAME)])

    section = show()

    assert any("<b>Ease</b>" in text for text in texts(section))
