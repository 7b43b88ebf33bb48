import json
import subprocess
import sys

import pytest

from sessiondesk import paths
from sessiondesk.domain.scale import Better
from sessiondesk.insights.questionnaire_change import ChangeClass

NOTE = (
    "This form describes how the last days felt. It is not a diagnosis. Your therapist can say "
    "what it means for you."
)


def refused(answer):
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.endswith("\n")
    assert answer.err.count("\n") == 1
    return answer.err.removeprefix("sessiondesk: ").rstrip("\n")


def test_a_score_is_told_as_data(run):
    answer = run("score", "phq9", "--answers", "2,2,2,1,1,1,2,1,0", "--functional", "1", "--json")

    assert (answer.code, answer.err) == (0, "")
    assert answer.data == {
        "instrument": "phq9",
        "version": 1,
        "title": "PHQ-9",
        "total": 12,
        "range": [0, 27],
        "band": "moderate",
        "beyond_cut_off": True,
        "functional": 1,
        "missing": [],
        "flags": [],
        "note": NOTE,
    }


def test_a_score_is_told_in_words(run):
    answer = run("score", "phq9", "--answers", "2,2,2,1,1,1,2,1,0", "--functional", "1")

    assert answer.out == (
        "PHQ-9: 12 (0 to 27), in the range the questionnaire calls moderate.\n"
        "It is in the range where a clinician would look closer.\n"
        "How hard it made things: Somewhat difficult. It is not part of the total.\n"
        f"\n{NOTE}\n"
    )


@pytest.mark.parametrize("name", ["phq9", "PHQ-9", "phq 9", "Phq9"])
def test_an_instrument_goes_by_its_title_as_well(run, name):
    answer = run("score", name, "--answers", "0,0,0,0,0,0,0,0,0", "--json")

    assert answer.data["instrument"] == "phq9"


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ("1,0,,2,1,1,0", [3]),
        (",0,1,2,1,1,", [1, 7]),
        (" 1 , 0 , , 2 , 1 , 1 , 0 ", [3]),
        ("1,0,1,2,1,1", [7]),
        ("", [1, 2, 3, 4, 5, 6, 7]),
        (",,,,,,", [1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_a_missing_answer_means_no_total_and_is_named(run, answers, missing):
    answer = run("score", "gad7", "--answers", answers, "--json")

    assert (answer.code, answer.err) == (0, "")
    assert answer.data["missing"] == missing
    assert [answer.data[key] for key in ("total", "band", "beyond_cut_off")] == [None] * 3


def test_missing_answers_are_named_in_words(run):
    one = run("score", "gad7", "--answers", "1,0,,2,1,1,0")
    two = run("score", "gad7", "--answers", "1,0,,2,1,1,")

    assert one.out.startswith("GAD-7: no total, item 3 is not answered.\n")
    assert two.out.startswith("GAD-7: no total, items 3 and 7 are not answered.\n")


def test_what_is_not_for_everybody_may_be_left_out(run):
    answers = "1,1,1,,1,1,1,1,1,1,1,1,1,1,1"

    answer = run("score", "phq15", "--answers", answers, "--json")

    assert (answer.data["total"], answer.data["missing"]) == (14, [])


def test_a_form_without_ranges_is_given_none(run):
    answers = ",".join(["1"] * 20)

    assert run("score", "pcl5", "--answers", answers, "--json").data["band"] is None
    assert run("score", "pcl5", "--answers", answers).out.startswith("PCL-5: 20 (0 to 80).\n")


@pytest.mark.parametrize(
    ("instrument", "answers"),
    [("phq9", "0,0,0,0,0,0,0,0,1"), ("core10", "0,0,0,0,0,1,0,0,0,0"), ("phq9", ",,,,,,,,2")],
)
def test_the_answer_that_brings_support_is_flagged(run, instrument, answers):
    assert run("score", instrument, "--answers", answers, "--json").data["flags"] == ["support"]


@pytest.mark.parametrize(
    ("instrument", "answers"),
    [
        ("phq9", "3,3,3,3,3,3,3,3,0"),
        ("phq9", "3,3,3,3,3,3,3,3,"),
        ("core10", "4,4,4,4,4,0,4,4,4,4"),
        ("phq8", "3,3,3,3,3,3,3,3"),
    ],
)
def test_no_other_answer_is(run, instrument, answers):
    assert run("score", instrument, "--answers", answers, "--json").data["flags"] == []


def test_support_comes_in_calm_words(run, instruments):
    out = run("score", "phq9", "--answers", "0,0,0,0,0,0,0,0,1").out

    support = instruments.find("phq9").support.words
    assert f"\n{support}\nIf you might act on it, or do not feel sure you can stay safe, " in out
    assert "!" not in out


def test_the_pairs_of_a_form_that_has_them_are_summed(run):
    data = run("score", "phq4", "--answers", "1,1,1,2", "--json").data

    assert data["pairs"] == {"anxiety": 2, "depression": 3}
    assert (data["total"], data["beyond_cut_off"]) == (5, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["phq9", "--answers", "4,0,0"], "item 1: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,-1,0"], "item 2: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "-1,0,0"], "item 1: Choose an answer from 0 to 3."),
        (["phq9", "--answers=-1"], "item 1: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,0,x"], "item 3: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,1.0,0"], "item 2: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,1 0,0"], "item 2: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,+1,0"], "item 2: Choose an answer from 0 to 3."),
        (["phq9", "--answers", "0,²,0"], "item 2: Choose an answer from 0 to 3."),
        (["phq9", "--answers", f"0,{'9' * 5000}"], "item 2: Choose an answer from 0 to 3."),
        (["k10", "--answers", "1,0"], "item 2: Choose an answer from 1 to 5."),
        (["gad7", "--answers", "Not at all sure"], "item 1: Choose an answer from 0 to 3."),
        (
            ["phq9", "--answers", "1,1,1,1,1,1,1,1,1,1"],
            "answers: This form has 9 items, and there are 10 answers.",
        ),
        (
            ["phq9", "--answers", "1", "--functional", "4"],
            "functional: Choose an answer from 0 to 3.",
        ),
        (
            ["phq9", "--answers", "1", "--functional", "very"],
            "functional: Choose an answer from 0 to 3.",
        ),
        (
            ["core10", "--answers", "1", "--functional", "1"],
            "functional: This form does not ask how hard things were.",
        ),
        (
            ["wai", "--answers", "1"],
            (
                "instrument: There is none of that name. There are phq9, gad7, core10, who5, "
                "phq8, pcl5, phq4, phq15, k10."
            ),
        ),
    ],
)
def test_what_cannot_be_scored_is_refused_by_its_field(run, words, sentence):
    assert refused(run("score", *words, "--json")) == sentence


def test_what_was_typed_is_not_said_back(run):
    assert "secret" not in refused(run("score", "phq9", "--answers", "0,secret"))
    assert "secret" not in refused(run("score", "secret", "--answers", "0"))


def test_a_change_is_told_as_data(run, instruments):
    answer = run("change", "phq9", "--before", "16", "--after", "9", "--json")

    assert (answer.code, answer.err) == (0, "")
    assert answer.data == {
        "instrument": "phq9",
        "before": 16,
        "after": 9,
        "difference": -7,
        "class": "reliable_improvement",
        "crossed_cut_off": True,
        "crossing": "out",
        "threshold": 6,
        "source": instruments.find("phq9").reliable_change.source,
    }


@pytest.mark.parametrize(
    ("instrument", "before", "after", "expected"),
    [
        ("phq9", 9, 16, ("reliable_worsening", True)),
        ("phq9", 20, 14, ("reliable_improvement", False)),
        ("phq9", 12, 9, ("no_reliable_change", True)),
        ("gad7", 12, 12, ("no_reliable_change", False)),
        ("who5", 40, 60, ("not_judged", True)),
        ("phq15", 20, 5, ("not_judged", True)),
        ("phq4", 12, 0, ("not_judged", None)),
    ],
)
def test_what_a_change_may_be_called(run, instrument, before, after, expected):
    data = run("change", instrument, "--before", before, "--after", after, "--json").data

    assert (data["class"], data["crossed_cut_off"]) == expected


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["phq9", "--before", "16", "--after", "9"],
            (
                "PHQ-9: 16, then 9; 7 lower.\n"
                "That is a reliable improvement: 6 points or more count.\n"
                "It was in the range where a clinician would look closer, and is no longer.\n"
                "It cannot say why.\n"
            ),
        ),
        (
            ["gad7", "--before", "7", "--after", "11"],
            (
                "GAD-7: 7, then 11; 4 higher.\n"
                "That is a reliable worsening: 4 points or more count.\n"
                "It is in the range where a clinician would look closer, and was not before.\n"
                "It cannot say why.\n"
            ),
        ),
        (
            ["core10", "--before", "9", "--after", "9"],
            (
                "CORE-10: 9, then 9; as before.\n"
                "That is no reliable change: it is within what the form wobbles by itself "
                "(6 points or more count).\n"
                "It cannot say why.\n"
            ),
        ),
        (
            ["who5", "--before", "60", "--after", "64"],
            (
                "WHO-5: 60, then 64; 4 higher.\n"
                "The program knows no threshold for this form, so the change is not judged.\n"
                "It cannot say why.\n"
            ),
        ),
    ],
)
def test_a_change_is_told_in_words(run, words, said):
    assert run("change", *words).out == said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["phq9", "--before", "28", "--after", "3"],
            "before: The total is a number from 0 to 27.",
        ),
        (["phq9", "--before", "3", "--after", "-1"], "after: The total is a number from 0 to 27."),
        (["phq9", "--before", "3", "--after", "x"], "after: The total is a number from 0 to 27."),
        (
            ["k10", "--before", "9", "--after", "20"],
            "before: The total is a number from 10 to 50.",
        ),
        (
            ["who5", "--before", "41", "--after", "60"],
            "before: The total is a multiple of 4: the sum of the answers, times 4.",
        ),
    ],
)
def test_a_total_that_there_cannot_be_is_refused_by_its_field(run, words, sentence):
    assert refused(run("change", *words, "--json")) == sentence


def test_the_instruments_are_listed_as_data(run, instruments):
    answer = run("instruments", "--json")

    assert answer.code == 0
    assert [each["id"] for each in answer.data] == [each.id for each in instruments.all]
    assert {"id", "version", "title", "measures", "better", "items", "options", "range"} < set(
        answer.data[0]
    )
    who5 = next(each for each in answer.data if each["id"] == "who5")
    assert who5["better"] == Better.HIGHER
    assert (who5["cut_off"], who5["reliable_change"], who5["loinc"]) == (50, None, None)
    phq9 = answer.data[0]
    assert (phq9["items"], phq9["range"], phq9["loinc"]) == (9, [0, 27], "44249-1")
    assert (phq9["cut_off"], phq9["cut_off_is_of"], phq9["reliable_change"]) == (10, "total", 6)
    assert phq9["options"][0] == {"value": 0, "text": "Not at all"}
    assert "No permission required" in phq9["attribution"]
    phq4 = next(each for each in answer.data if each["id"] == "phq4")
    assert (phq4["cut_off"], phq4["cut_off_is_of"]) == (3, "pair")


def test_the_instruments_are_listed_in_words(run, instruments):
    out = run("instruments").out

    for each in instruments.all:
        assert f"{each.title}: {each.measures}\n" in out
        # Whoever shows the form says whose it is.
        assert each.licence.attribution in out
    assert "5 items, total 0 to 100, more is better\n" in out


@pytest.mark.parametrize(
    "words",
    [
        ["score", "phq9"],
        ["score", "--answers", "1,2"],
        ["score", "phq9", "--answers"],
        ["score", "phq9", "--answers", "--json"],
        ["change", "phq9", "--before", "3"],
        ["change", "phq9", "--after", "3"],
        ["instruments", "phq9"],
    ],
)
def test_what_makes_no_sense_is_a_matter_of_usage(run, words):
    answer = run(*words)

    assert (answer.code, answer.out) == (2, "")
    assert "usage:" in answer.err


def test_a_file_that_cannot_be_used_is_told_and_nothing_is_scored(run, tmp_path, monkeypatch):
    # The installation itself is not touched: another one stands in its place.
    there = tmp_path / "instruments"
    there.mkdir()
    (there / "phq9.json").write_text("{}")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)

    sentence = refused(run("score", "phq9", "--answers", "1", "--json"))

    assert sentence.startswith("A questionnaire of the program cannot be used: phq9.json: ")
    assert sentence.endswith("Installing the program again brings the file back.")


def test_neither_a_journal_nor_a_window_is_needed():
    script = (
        "import sys\n"
        "sys.argv = ['sessiondesk', 'score', 'phq9', '--answers', '1,1,1,1,1,1,1,1,0', '--json']\n"
        "from sessiondesk.__main__ import main\n"
        "assert main() == 0\n"
        "known = set(sys.modules)\n"
        "slow = {'PySide6', 'numpy', 'sqlcipher3', 'sessiondesk.journal', 'sessiondesk.ui'}\n"
        "assert not slow & known, slow & known\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["total"] == 8


def test_every_class_of_change_can_be_met(run):
    met = {
        run("change", *words, "--json").data["class"]
        for words in (
            ["phq9", "--before", 20, "--after", 0],
            ["phq9", "--before", 0, "--after", 20],
            ["phq9", "--before", 0, "--after", 5],
            ["k10", "--before", 10, "--after", 50],
        )
    }

    assert met == {str(each) for each in ChangeClass}
