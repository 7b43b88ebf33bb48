"""Every question, asked of one real person's diary and counted again from its file."""

import csv
import shutil
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean
from typing import TypeVar

import pytest

from sessiondesk import cli
from sessiondesk.cli.opened import journal_of, now
from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.answering import answer
from sessiondesk.insights.asked import AskChange, AskDays, AskTrend, AskTurn, AskWeekdays
from sessiondesk.insights.change import Change, change
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Associations, Trend
from sessiondesk.insights.frequency import FrequencyChange
from sessiondesk.insights.weekly_look import look
from sessiondesk.ui.insight_names import names_of
from sessiondesk.ui.wording_insights import said
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind
from tests.cli.conftest import UNGUARDED
from tests.e2e.test_main_job_cli import HIGHER, LAST_DAY, LOWER, LOWER_TWO_SIDED, NIGHT, map_text

T = TypeVar("T")
SCALES = (*LOWER_TWO_SIDED, *LOWER, *HIGHER)
WINDOWS = [
    (ending(last, days=28), ending(last - timedelta(days=back), days=28))
    for last in (LAST_DAY - timedelta(days=28 * n) for n in range(5))
    for back in (28, 84)
]


@pytest.fixture(scope="module")
def rows(real_diary):
    with real_diary.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def imported(real_diary, original, new_vault, tmp_path_factory):
    """A closed journal with the diary in it, and what opens it. Leave it as it is."""
    place = tmp_path_factory.mktemp("real")
    folder = Path(shutil.copytree(original, place / "mine.sdesk"))
    (place / "map.toml").write_text(map_text())
    key = place / "recovery.txt"
    key.write_text(f"{new_vault.recovery_key}\n")
    words = ("import", real_diary, "--into", folder, "--map", place / "map.toml")
    code = cli.run(
        [str(word) for word in (*words, "--recovery-key-file", key)], enforced=UNGUARDED
    )
    assert code == 0
    return folder, key


@pytest.fixture(scope="module")
def record(imported, new_vault):
    """The record, and the names of what is in it."""
    folder, _ = imported
    unsealed = opening.unseal(folder, new_vault.recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=now()) as vault:
        journal = journal_of(vault)
        reading = journal.looking_back.reading(LAST_DAY)
        material = reading.material(journal.db)
        names = names_of(journal, reading.prompts).at(LAST_DAY)
        journal.close()
    return material, names


@pytest.fixture(scope="module")
def key_of(record):
    material, names = record
    return {names.subject(each.key).name: each.key for each in material.series}


def of(kind: type[T], claim: object) -> T:
    """Return ``claim`` as the kind of answer that it has to be."""
    assert isinstance(claim, kind)
    return claim


def inside(rows, column, period):
    return {
        day: float(row[column])
        for row in rows
        if row[column] != "" and (day := date.fromisoformat(row["date"])) in period
    }


@pytest.mark.parametrize("column", SCALES)
def test_no_direction_contradicts_the_averages_of_the_file(record, rows, key_of, column):
    material, _ = record

    for newest, oldest in WINDOWS:
        question = AskChange(subject=key_of[column], now=newest, then=oldest)
        claim = of(Change, answer(question, material).claim)
        newer, older = inside(rows, column, newest), inside(rows, column, oldest)
        assert (claim.now.answered, claim.then.answered) == (len(newer), len(older))
        if claim.difference is None:
            assert not (newer and older)
            continue
        apart = fmean(newer.values()) - fmean(older.values())
        assert claim.difference == pytest.approx(apart)
        if claim.ending.is_direction:
            assert (apart > 0) == (claim.ending is Ending.HIGHER)
            assert abs(apart) >= 0.5
        if column in LOWER_TWO_SIDED:
            assert claim.percent is None
        elif claim.percent is not None:
            assert claim.percent == pytest.approx(
                100 * (fmean(newer.values()) / fmean(older.values()) - 1)
            )


@pytest.mark.parametrize("column", [*SCALES, *NIGHT])
def test_days_are_those_that_the_file_has(record, rows, key_of, column):
    material, _ = record
    least = 1 if column in NIGHT else 6

    for newest, oldest in WINDOWS:
        found = answer(AskDays(subject=key_of[column], now=newest, then=oldest), material)
        claim = of(FrequencyChange, found.claim)
        newer, older = inside(rows, column, newest), inside(rows, column, oldest)
        counted = {day for day, each in (newer | older).items() if each >= least}
        assert set(found.days) == counted
        assert (claim.now.window.answered, claim.then.window.answered) == (
            *(len(newer), len(older)),
        )
        if claim.difference is not None:
            a_week = [
                7 * sum(each >= least for each in window.values()) / len(window)
                for window in (newer, older)
            ]
            assert claim.difference == pytest.approx(a_week[0] - a_week[1])


@pytest.mark.parametrize("column", SCALES)
def test_a_trend_goes_where_the_halves_of_the_file_go(record, rows, key_of, column):
    material, _ = record
    claim = of(Trend, answer(AskTrend(subject=key_of[column]), material).claim)

    values = inside(rows, column, Period(first=date(2012, 1, 1), last=LAST_DAY))
    weeks: dict[date, list[float]] = {}
    for day, value in values.items():
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(value)
    means = [fmean(each) for _, each in sorted(weeks.items()) if len(each) >= 3]
    assert len(claim.weeks) == len(means)
    half = len(means) // 2
    apart = fmean(means[-half:]) - fmean(means[:half])
    if claim.ending.is_direction:
        assert claim.change is not None
        assert (claim.change > 0) == (apart > 0)
        assert claim.change == pytest.approx(2 * apart, abs=1.2)


def test_what_goes_together_is_counted_and_seen_within_weeks(record, rows):
    material, names = record
    answers = {each.asked.value: each.claim for each in look(material)}
    together = of(Associations, answers["together"])

    mondays = {day - timedelta(days=day.weekday()) for day in material.recorded}
    assert together.weeks == len(mondays)
    assert 1 <= len(together.found) <= 5
    for each in together.found:
        column = names.subject(each.rating).name
        tag = names.tag(each.tag)
        weeks: dict[date, list[tuple[float, bool]]] = {}
        for row in rows:
            if row.get(column, ""):
                day = date.fromisoformat(row["date"])
                monday = day - timedelta(days=day.weekday())
                weeks.setdefault(monday, []).append((float(row[column]), row[f"tag_{tag}"] == "1"))
        own = [
            (value - fmean(other for other, _ in week), has)
            for week in weeks.values()
            for value, has in week
        ]
        tagged = [value for value, has in own if has]
        others = [value for value, has in own if not has]
        assert (each.tagged, each.others) == (len(tagged), len(others))
        assert each.difference == pytest.approx(fmean(tagged) - fmean(others))
        assert abs(each.difference) >= 0.5


def test_every_answer_can_be_said(record):
    material, names = record
    claims = [(each.subject, each.claim) for each in look(material)]
    claims += [
        (series.key, answer(question, material).claim)
        for series in material.series
        if series.values
        for question in (
            AskDays(subject=series.key, now=WINDOWS[0][0], at_least=6),
            AskTurn(subject=series.key),
            AskWeekdays(subject=series.key),
        )
    ]
    sentences = [words.sentence for key, claim in claims if (words := said(key, claim, names))]

    assert len(sentences) > 60
    for sentence in sentences:
        for word in ("nan", "None", "because", "significant", "{", "stuck"):
            assert word not in sentence


def test_the_days_before_a_question_are_all_that_it_knows(record):
    """The answer of a day is the same, whatever was written after it."""
    material, _ = record
    newest, oldest = WINDOWS[4]
    for series in material.series:
        early = {day: value for day, value in series.values.items() if day <= newest.last}
        assert change(early, newest, oldest, none_at_zero=True) == change(
            series.values, newest, oldest, none_at_zero=True
        )


@pytest.mark.parametrize(
    "words",
    [
        ("change", "--scale", "irritated"),
        ("days", "--scale", "worry", "--at-least", "5", "--then", "2012-11-01..2012-11-30"),
        ("days", "--yes", "night_woke_3plus"),
        ("days", "--tag", "mostly_alone"),
        ("trend", "--scale", "irritated"),
        ("together",),
        ("after-sessions", "--scale", "cheerful"),
        ("turn", "--scale", "satisfied"),
        ("weekdays", "--scale", "relaxed"),
        ("working",),
    ],
)
def test_the_command_line_answers(run, imported, words):
    folder, key = imported

    answer_ = run("ask", folder, *words, "--date", LAST_DAY, "--recovery-key-file", key)

    assert (answer_.code, answer_.err) == (0, "")
    assert answer_.data["question"] == words[0]
    assert answer_.data["sentence"]
