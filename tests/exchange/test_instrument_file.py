import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessiondesk import paths
from sessiondesk.domain.measure_plan import due, in_force
from sessiondesk.exchange import instrument_file
from sessiondesk.exchange.instrument_file import InstrumentFileError
from sessiondesk.insights import scoring
from tests.conftest import NOON

FOLDER = paths.resources() / "instruments"
TEXTS = Path(__file__).parent / "instrument_texts.txt"


def wording(instrument):
    """Return all that a person reads of a form, in order."""
    lines = [*instrument.intro, instrument.stem]
    lines += [f"{item.n} {item.text}" for item in instrument.items]
    lines += [f"{option.value} {option.text}" for option in instrument.options]
    if instrument.functional is not None:
        lines.append(instrument.functional.text)
        lines += [f"{each.value} {each.text}" for each in instrument.functional.options]
    return "\n".join(lines)


def known_texts():
    """Return the hash of each version of each wording."""
    lines = [line.split(maxsplit=3) for line in TEXTS.read_text("utf-8").splitlines()]
    return {(id_, int(version)): hash_ for id_, version, hash_, _ in (x for x in lines if x)}


def test_nobody_edits_an_item_by_accident(instruments):
    # A wording that changes on purpose is a new version, with a line of its own.
    found = {
        (each.id, each.version): hashlib.sha256(wording(each).encode()).hexdigest()
        for each in instruments.all
    }

    assert found == {key: hash_ for key, hash_ in known_texts().items() if key in found}
    assert len(found) == 9


def test_every_wording_names_where_it_is_from():
    for line in TEXTS.read_text("utf-8").splitlines():
        if line:
            assert "https://" in line.split(maxsplit=3)[3]


@pytest.mark.parametrize(
    "wrong",
    [
        # Zorowitz et al. (2021), Lancet Psychiatry 8:180: a copying error of the GAD-7.
        "Not at all sure",
        # What LOINC has among the answers of the GAD-7.
        "More days than not",
        "Over half the days",
    ],
)
def test_no_form_has_an_answer_that_circulates_and_is_wrong(instruments, wrong):
    assert wrong.lower() not in "\n".join(map(wording, instruments.all)).lower()


def test_the_forms_of_one_family_have_the_same_answers(instruments):
    phq9 = instruments.find("phq9")
    for id_ in ("phq8", "phq4", "gad7"):
        assert instruments.find(id_).options == phq9.options
    assert instruments.find("phq8").items == phq9.items[:8]
    assert instruments.find("phq8").functional == phq9.functional
    assert instruments.find("gad7").functional == phq9.functional


def test_four_are_used_unless_the_person_says_otherwise(instruments):
    assert [each.id for each in instruments.all] == [
        *["phq9", "gad7", "core10", "who5"],
        *["phq8", "pcl5", "phq4", "phq15", "k10"],
    ]
    assert [each.id for each in instruments.all if each.is_on] == [
        "phq9",
        "gad7",
        "core10",
        "who5",
    ]
    assert {each.id: each.instead_of for each in instruments.all if each.instead_of} == {
        "phq8": "phq9"
    }


def test_every_licence_has_its_line_in_the_file_beside_it(instruments):
    for each in instruments.all:
        text = " ".join(instrument_file.licence_text(FOLDER, each).split())
        assert each.licence.attribution in text
        assert all(where in text for where in each.licence.where)


def test_nothing_is_there_that_nobody_could_check(instruments):
    # Norms, reliabilities and the ten points of the WHO-5 are facts from memory.
    for path in FOLDER.glob("*.json"):
        assert not {"norm", "alpha", "reliability", "smallest_change_worth_noticing"} & set(
            json.loads(path.read_bytes())
        )
    assert instruments.find("who5").reliable_change is None
    assert {each.id for each in instruments.all if each.reliable_change} == {
        *["phq9", "gad7", "core10", "pcl5"]
    }


@pytest.fixture
def folder(tmp_path) -> Path:
    """The files that come with the program, to be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "instruments"))


@pytest.fixture
def spoilt(folder) -> Callable[..., Path]:
    """Write one of the files again with one thing in it changed."""

    def write(change: Callable[[dict[str, Any]], object], id_: str = "phq9") -> Path:
        path: Path = folder / f"{id_}.json"
        content = json.loads(path.read_bytes())
        change(content)
        path.write_text(json.dumps(content), "utf-8")
        return path.parent

    return write


def put(*where_and_what: Any) -> Callable[[Any], None]:
    *where, key, value = where_and_what

    def change(content: Any) -> None:
        for step in where:
            content = content[step]
        content[key] = value

    return change


def drop(*where: Any) -> Callable[[Any], None]:
    *path, key = where

    def change(content: Any) -> None:
        for step in path:
            content = content[step]
        del content[key]

    return change


def problem(folder, name="phq9.json"):
    with pytest.raises(InstrumentFileError) as caught:
        instrument_file.load(folder)
    assert caught.value.path.name == name
    assert str(caught.value) == f"{name}: {caught.value.problem}"
    return caught.value.problem


def test_without_its_two_files_a_form_is_left_out_and_the_rest_works(folder):
    (folder / "who5.json").unlink()
    (folder / "who5.licence.txt").unlink()

    found = instrument_file.load(folder)

    assert "who5" not in [each.id for each in found.all]
    assert len(found.all) == 8
    # What was kept of it waits in the journal, and is not asked for.
    today = NOON.date()
    plans = in_force(found, [], None)
    ready = due(found, plans, {"who5": today.replace(year=2025)}, today=today, chosen=["who5"])
    assert ready == []
    for each in found.all:
        whole = {item.n: each.lowest for item in each.items}
        assert scoring.score(each, whole).total is not None


def test_a_form_without_its_json_leaves_no_trace(folder):
    (folder / "who5.json").unlink()

    assert len(instrument_file.load(folder).all) == 8


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (drop("items", 3), "The items are not numbered from 1 without a gap."),
        (put("items", 3, "n", 5), "The items are not numbered from 1 without a gap."),
        (put("items", []), "The items are not numbered from 1 without a gap."),
        (put("items", 3, "text", " "), "a text is empty - at `$.items[3]`"),
        (drop("items", 3, "text"), "missing required field `text` - at `$.items[3]`"),
        (put("items", 3, "n", "four"), "Expected `int`, got `str` - at `$.items[3].n`"),
        (put("stem", ""), "a text is empty"),
        (drop("stem"), "missing required field `stem`"),
        (put("intro", [""]), "a text is empty"),
        (put("options", 1, "value", 2), "the values of the answers have a gap"),
        (put("options", 1, "value", -1), "an answer counts less than nothing - at `$.options[1]`"),
        (put("options", 1, "text", ""), "a text is empty - at `$.options[1]`"),
        (put("options", []), "there are fewer than two answers"),
        (
            put("functional", "options", 0, "value", 5),
            "the values of the answers have a gap, or one is there twice - at `$.functional`",
        ),
        (put("functional", "text", ""), "a text is empty - at `$.functional`"),
        (put("scoring", "method", "mean"), "Invalid enum value 'mean' - at `$.scoring.method`"),
        (drop("scoring"), "missing required field `scoring`"),
        (put("scoring", "high", 28), "the answers make 0 to 27, which is not its range"),
        (put("scoring", "method", "sum_times_4"), "the answers make 0 to 108"),
        (put("scoring", "reversed_items", [10]), "reversed_items names item 10"),
        (put("scoring", "turned", [1]), "Nothing is known of `turned` - at `$.scoring`"),
        (put("bands", 1, "first", 6), "the bands have a gap or an overlap at 5"),
        (put("bands", 1, "first", 4), "the bands have a gap or an overlap at 5"),
        (drop("bands", 4), "the bands do not reach the end of the range"),
        (put("bands", 0, "last", -1), "a range ends before it begins - at `$.bands[0]`"),
        (put("bands", 2, "label", ""), "a text is empty - at `$.bands[2]`"),
        (put("cut_off", "points", 28), "cut_off is beyond its range"),
        (put("cut_off", "ordinary", 12), "cut_off calls ordinary what lies on its worse side"),
        (put("cut_off", "source", ""), "a text is empty - at `$.cut_off`"),
        (put("reliable_change", "points", 0), "a reliable change is at least one point"),
        (put("reliable_change", "points", 28), "reliable_change is more than its whole range"),
        (put("reliable_change", "source", ""), "a text is empty - at `$.reliable_change`"),
        (put("recall", "days", 0), "the questions are about no day at all - at `$.recall`"),
        (put("interval", "min_days", 15), "the interval is not between its own ends"),
        (put("licence", "attribution", ""), "a text is empty - at `$.licence`"),
        (put("licence", "where", []), "nobody can look the licence up - at `$.licence`"),
        (drop("licence"), "missing required field `licence`"),
        (put("support", "item", 10), "support names item 10, which is not there"),
        (put("support", "words", ""), "a text is empty - at `$.support`"),
        (put("better", "up"), "Invalid enum value 'up' - at `$.better`"),
        (put("version", 0), "versions are counted from 1"),
        (put("place", 0), "its place and its minutes are counted from 1"),
        (put("id", "PHQ 9"), "'PHQ 9' is no id"),
        # A word misspelt would be a rule left out, also where it means something elsewhere.
        (put("supports", {}), "Nothing is known of `supports` - at `$`"),
        (put("band", []), "Nothing is known of `band` - at `$`"),
        (put("lowest", 1), "Nothing is known of `lowest` - at `$`"),
        (put("items", 8, "note", "x"), "Nothing is known of `note` - at `$.items[8]`"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_place(spoilt, change, place):
    assert place.rstrip(".").lower() in problem(spoilt(change)).lower()


@pytest.mark.parametrize(
    ("id_", "change", "place"),
    [
        ("phq4", put("cut_off", "pairs", 1, "items", [3, 5]), "cut_off names item 5"),
        ("phq4", put("cut_off", "points", 7), "cut_off is beyond its range"),
        ("phq4", put("cut_off", "pairs", 0, "items", []), "there is no item in it"),
        ("phq4", put("cut_off", "pairs", 0, "name", "depression"), "'depression' is there twice"),
        ("who5", put("cut_off", "ordinary", 40), "cut_off calls ordinary what lies on its worse"),
        ("pcl5", put("cut_off", "ordinary", 31), "cut_off calls ordinary what lies on its worse"),
        ("pcl5", put("cut_off", "ordinary", -1), "cut_off is beyond its range"),
        ("k10", put("support", {"item": 1, "words": "x"}), "support goes by answers above 0"),
        ("k10", put("items", 3, "may_be_left_out", True), "an item left out counts 0"),
    ],
)
def test_rules_that_do_not_fit_together_are_refused(spoilt, id_, change, place):
    assert place in problem(spoilt(change, id_), f"{id_}.json")


def test_a_form_of_which_all_may_be_left_out_is_none(spoilt):
    def change(content):
        for item in content["items"]:
            item["may_be_left_out"] = True

    assert "every item may be left out" in problem(spoilt(change))


def test_without_its_licence_a_form_is_refused(folder):
    (folder / "gad7.licence.txt").unlink()

    assert problem(folder, "gad7.licence.txt") == "The licence cannot be read."


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_an_empty_licence_is_none(folder, data):
    (folder / "gad7.licence.txt").write_bytes(data)

    assert problem(folder, "gad7.licence.txt") == "The licence is empty."


def test_a_licence_that_is_no_text_is_none(folder):
    (folder / "gad7.licence.txt").write_bytes(b"\xff\xfe licence")

    assert problem(folder, "gad7.licence.txt") == "The licence cannot be read."


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b'{"id": "\xff"}', b"\x00"])
def test_what_is_no_json_or_not_in_utf_8_is_refused(folder, data):
    (folder / "gad7.json").write_bytes(data)

    assert problem(folder, "gad7.json")


def test_a_file_that_cannot_be_opened_is_refused(folder):
    (folder / "gad7.json").unlink()
    (folder / "gad7.json").mkdir()

    assert problem(folder, "gad7.json") == "The file cannot be opened."


def test_a_file_is_called_like_what_is_in_it(folder):
    # So no two of them can have one id.
    shutil.copy(folder / "gad7.json", folder / "gad7b.json")
    shutil.copy(folder / "gad7.licence.txt", folder / "gad7b.licence.txt")

    assert problem(folder, "gad7b.json") == (
        "The file is not called like what is in it - at `$.id`"
    )


def test_where_there_is_no_file_at_all_something_is_wrong(tmp_path):
    assert problem(tmp_path, tmp_path.name) == "There is no questionnaire in this folder."
    missing = tmp_path / "missing"
    assert problem(missing, "missing") == "There is no questionnaire in this folder."
