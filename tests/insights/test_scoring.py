from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk import paths
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.scale import Better
from sessiondesk.exchange import instrument_file
from sessiondesk.insights import scoring

INSTRUMENTS = instrument_file.load(paths.resources() / "instruments")
IDS = [each.id for each in INSTRUMENTS.all]

# The ranges as they were published, each by its last total: typed here by hand and not read from
# the files, so that a slip in one of the two is seen.
BANDS = {
    # Kroenke, Spitzer & Williams (2001), J Gen Intern Med 16:606-613.
    "phq9": {
        4: "none or minimal",
        9: "mild",
        14: "moderate",
        19: "moderately severe",
        27: "severe",
    },
    # Kroenke et al. (2009), J Affect Disord 114:163-173.
    "phq8": {
        4: "none or minimal",
        9: "mild",
        14: "moderate",
        19: "moderately severe",
        24: "severe",
    },
    # Spitzer, Kroenke, Williams & Loewe (2006), Arch Intern Med 166:1092-1097.
    "gad7": {4: "minimal", 9: "mild", 14: "moderate", 21: "severe"},
    # Barkham et al. (2013), Couns Psychother Res 13:3-13: 11 belongs to "mild".
    "core10": {
        5: "healthy",
        10: "low",
        14: "mild",
        19: "moderate",
        24: "moderate to severe",
        40: "severe",
    },
    # Topp et al. (2015), Psychother Psychosom 84:167-176: 50 or less, 28 or less.
    "who5": {28: "very low", 50: "low", 100: "ordinary"},
    # None is published.
    "pcl5": {80: ""},
    # Kroenke, Spitzer, Williams & Loewe (2009), Psychosomatics 50:613-621.
    "phq4": {2: "normal", 5: "mild", 8: "moderate", 12: "severe"},
    # Kroenke, Spitzer & Williams (2002), Psychosom Med 64:258-266.
    "phq15": {4: "minimal", 9: "low", 14: "medium", 30: "high"},
    # Australian Bureau of Statistics, 10 to 50.
    "k10": {15: "low", 21: "moderate", 29: "high", 50: "very high"},
}

# The items that count the other way round, by the publications.
TURNED = {("core10", 2), ("core10", 3)}

# The last total on the ordinary side, and the first one beyond.
CUT_OFFS = {
    "phq9": (9, 10),
    "phq8": (9, 10),
    "gad7": (7, 8),
    "core10": (10, 11),
    "who5": (52, 48),
    "pcl5": (30, 31),
    "phq15": (9, 10),
    "k10": (21, 22),
}

# Patient Health Questionnaire as an example response of HL7, published with its total:
# http://hl7.org/fhir/us/core/STU6/QuestionnaireResponse-phq-9-example.html
US_CORE = {
    "44250-9": "LA6570-1",
    "44255-8": "LA6570-1",
    "44259-0": "LA6570-1",
    "44254-1": "LA6570-1",
    "44251-7": "LA6569-3",
    "44258-2": "LA6569-3",
    "44252-5": "LA6570-1",
    "44253-3": "LA6568-5",
    "44260-8": "LA6568-5",
}
US_CORE_TOTAL = 12

# The answers of another one, printed with a total of 13, which they do not add up to:
# http://hl7.org/fhir/uv/sdc/STU3/
# QuestionnaireResponse-questionnaireresponse-sdc-profile-example-PHQ9.html
SDC = (0, 0, 0, 1, 2, 1, 3, 2, 1)


def find(id_):
    found = INSTRUMENTS.find(id_)
    assert found is not None
    return found


def totals(instrument):
    factor = instrument.scoring.method.factor
    return range(instrument.scoring.low, instrument.scoring.high + 1, factor)


def ticks(instrument, total):
    """Return answers, as ticked, that add up to ``total``."""
    rest = total // instrument.scoring.method.factor - instrument.lowest * len(instrument.items)
    found = {}
    for item in instrument.items:
        more = min(rest, instrument.highest - instrument.lowest)
        rest -= more
        value = instrument.lowest + more
        if (instrument.id, item.n) in TURNED:
            value = 4 - value
        found[item.n] = value
    assert rest == 0
    return found


# A busy computer is no fault of the rules.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_instrument = st.sampled_from(INSTRUMENTS.all)


@st.composite
def filled_in(draw):
    instrument = draw(some_instrument)
    values = st.sampled_from([option.value for option in instrument.options])
    return instrument, {item.n: draw(values) for item in instrument.items}


def test_every_instrument_is_held_to_what_was_published():
    assert set(BANDS) == set(IDS)
    assert set(CUT_OFFS) | {"phq4"} == set(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_every_total_is_in_the_range_that_was_published_for_it(id_):
    instrument = find(id_)

    for total in totals(instrument):
        expected = next(label for last, label in BANDS[id_].items() if total <= last)
        found = scoring.score(instrument, ticks(instrument, total))
        assert (found.total, found.band) == (total, expected)


@pytest.mark.parametrize("id_", IDS)
def test_the_range_ends_where_the_answers_do(id_):
    instrument = find(id_)
    worst = max(BANDS[id_])

    assert (instrument.scoring.low, instrument.scoring.high) == (10 if id_ == "k10" else 0, worst)


@pytest.mark.parametrize("id_", CUT_OFFS)
def test_a_clinician_would_look_closer_from_the_published_total_on(id_):
    instrument = find(id_)
    ordinary, beyond = CUT_OFFS[id_]

    assert not scoring.is_beyond_cut_off(instrument, ordinary, {})
    assert scoring.is_beyond_cut_off(instrument, beyond, {})


def test_a_hundred_is_as_well_as_it_gets_where_more_is_better():
    who5 = find("who5")

    assert who5.better is Better.HIGHER
    assert scoring.score(who5, dict.fromkeys(range(1, 6), 5)).total == 100
    assert scoring.score(who5, {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}).total == 40
    assert scoring.is_beyond_cut_off(who5, 50, {})
    assert not scoring.is_beyond_cut_off(who5, 51, {})


def test_two_items_of_the_core10_are_turned_round_and_kept_as_ticked():
    core10 = find("core10")

    nothing = dict.fromkeys(range(1, 11), 0)
    assert scoring.score(core10, nothing).total == 8
    assert scoring.score(core10, nothing | {2: 4, 3: 4}).total == 0
    assert scoring.score(core10, dict.fromkeys(range(1, 11), 4)).total == 32
    assert [scoring.counted(core10, n, 1) for n in (1, 2, 3, 4)] == [1, 3, 3, 1]
    assert {each.id for each in INSTRUMENTS.all if each.scoring.reversed_items} == {"core10"}


@pytest.mark.parametrize("id_", IDS)
def test_with_an_answer_missing_there_is_no_total_and_its_item_is_named(id_):
    instrument = find(id_)
    whole = ticks(instrument, instrument.scoring.high)

    for n in whole:
        if (id_, n) == ("phq15", 4):
            continue
        found = scoring.score(instrument, {k: v for k, v in whole.items() if k != n})
        assert (found.total, found.band, found.missing) == (None, "", (n,))


def test_all_that_is_missing_is_named_in_order():
    gad7 = find("gad7")

    assert scoring.score(gad7, {6: 1, 2: 0}).missing == (1, 3, 4, 5, 7)
    assert scoring.score(gad7, {}).missing == (1, 2, 3, 4, 5, 6, 7)


def test_what_is_not_for_everybody_counts_nothing_where_it_is_left_out():
    phq15 = find("phq15")
    others = {n: 1 for n in range(1, 16) if n != 4}

    assert scoring.score(phq15, others).total == 14
    assert scoring.score(phq15, others | {4: 2}).total == 16
    assert 4 not in scoring.score(phq15, {}).missing
    assert [
        (each.id, item.n)
        for each in INSTRUMENTS.all
        for item in each.items
        if item.may_be_left_out
    ] == [("phq15", 4)]


@pytest.mark.parametrize("id_", IDS)
def test_an_answer_that_there_is_not_is_refused_by_its_item(id_):
    instrument = find(id_)

    for value in (instrument.lowest - 1, instrument.highest + 1, -1, 99):
        with pytest.raises(InvalidFieldError) as caught:
            scoring.score(instrument, {1: instrument.lowest, 3: value})
        assert caught.value.field == "item 3"
        ends = f"from {instrument.lowest} to {instrument.highest}"
        assert caught.value.problem == f"Choose an answer {ends}."


@pytest.mark.parametrize("id_", IDS)
def test_an_item_that_there_is_not_is_refused(id_):
    instrument = find(id_)

    for n in (0, -1, len(instrument.items) + 1):
        with pytest.raises(InvalidFieldError, match=rf"item {n}: This form has items 1 to"):
            scoring.score(instrument, {n: instrument.lowest})


@pytest.mark.parametrize(
    ("id_", "answers"),
    [("phq9", {9: 1}), ("phq9", {9: 3}), ("core10", {6: 1}), ("core10", {6: 4})],
)
def test_any_answer_above_nothing_brings_support_also_before_the_form_is_whole(id_, answers):
    assert scoring.score(find(id_), answers).brings_support


@pytest.mark.parametrize("id_", IDS)
def test_nothing_else_brings_support(id_):
    instrument = find(id_)
    asked = {"phq9": 9, "core10": 6}.get(id_)
    worst = ticks(instrument, instrument.scoring.high)
    if asked is not None:
        worst[asked] = 0

    assert not scoring.score(instrument, worst).brings_support
    assert (instrument.support is None) is (asked is None)


def test_an_example_response_of_hl7_has_its_published_total():
    phq9 = find("phq9")
    items = {item.loinc: item.n for item in phq9.items}
    options = {option.loinc: option.value for option in phq9.options}
    answers = {items[item]: options[option] for item, option in US_CORE.items()}

    found = scoring.score(phq9, answers)

    assert found.total == US_CORE_TOTAL
    assert list(items) == list(US_CORE)


def test_another_one_is_scored_by_its_answers_and_not_by_what_is_printed_beside_them():
    found = scoring.score(find("phq9"), dict(enumerate(SDC, start=1)))

    assert found.total == 10
    assert found.brings_support


def test_pairs_are_judged_by_themselves():
    phq4 = find("phq4")

    def is_beyond(*values):
        answers = dict(enumerate(values, start=1))
        return scoring.is_beyond_cut_off(phq4, sum(values), answers)

    assert is_beyond(1, 2, 0, 0)
    assert is_beyond(0, 0, 3, 0)
    assert not is_beyond(1, 1, 1, 1)
    assert scoring.pair_sum(phq4, (3, 4), {1: 0, 2: 1, 3: 2, 4: 3}) == 5
    assert scoring.pair_sum(phq4, (3, 4), {3: 2}) is None


def test_of_a_total_alone_nothing_is_said_about_pairs():
    assert scoring.is_beyond_cut_off(find("phq4"), 12, {}) is None


def test_without_a_published_edge_nothing_is_beyond_it():
    assert scoring.is_beyond_cut_off(replace(find("phq9"), cut_off=None), 27, {}) is None


def test_how_hard_things_were_is_asked_when_anything_was_marked():
    phq9 = find("phq9")

    assert not scoring.asks_functional(phq9, {})
    assert not scoring.asks_functional(phq9, {1: 0, 2: 0})
    assert scoring.asks_functional(phq9, {1: 0, 2: 1})
    assert not scoring.asks_functional(find("core10"), {1: 4})
    assert {each.id for each in INSTRUMENTS.all if each.functional} == {"phq9", "phq8", "gad7"}


def test_how_hard_things_were_has_four_answers_and_no_other():
    phq9 = find("phq9")

    for value in range(4):
        scoring.require_functional(phq9, value)
    for value in (-1, 4):
        with pytest.raises(InvalidFieldError, match="functional: Choose an answer from 0 to 3"):
            scoring.require_functional(phq9, value)
    with pytest.raises(InvalidFieldError, match="functional: This form does not ask"):
        scoring.require_functional(find("who5"), 0)


@pytest.mark.parametrize("id_", IDS)
def test_every_total_there_can_be_is_taken_from_paper(id_):
    instrument = find(id_)

    for total in totals(instrument):
        scoring.require_total(instrument, total)
        scoring.require_total(instrument, float(total))


@pytest.mark.parametrize(
    ("id_", "total", "problem"),
    [
        ("phq9", 28, "The total is a number from 0 to 27."),
        ("phq9", -1, "The total is a number from 0 to 27."),
        ("phq9", float("nan"), "The total is a number from 0 to 27."),
        ("phq9", float("inf"), "The total is a number from 0 to 27."),
        ("k10", 9, "The total is a number from 10 to 50."),
        ("phq9", 12.5, "The total is a whole number."),
        ("who5", 13, "The total is a multiple of 4: the sum of the answers, times 4."),
    ],
)
def test_a_total_that_there_cannot_be_is_refused(id_, total, problem):
    with pytest.raises(InvalidFieldError) as caught:
        scoring.require_total(find(id_), total)

    assert (caught.value.field, caught.value.problem) == ("total", problem)


def test_a_score_shows_nothing_of_itself_by_accident():
    shown = repr(scoring.score(find("phq9"), dict.fromkeys(range(1, 10), 3)))

    assert "27" not in shown
    assert "severe" not in shown
    assert "True" not in shown


@patient
@given(filled_in())
def test_every_total_is_one_that_could_come_from_paper(filled):
    instrument, answers = filled

    total = scoring.score(instrument, answers).total

    assert total is not None
    scoring.require_total(instrument, total)


@patient
@given(filled_in(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(filled, random):
    instrument, answers = filled
    shuffled = list(answers.items())
    random.shuffle(shuffled)

    assert scoring.score(instrument, dict(shuffled)) == scoring.score(instrument, answers)


@patient
@given(filled_in())
def test_answers_turned_round_make_the_total_turned_round(filled):
    instrument, answers = filled
    ends = instrument.lowest + instrument.highest
    turned = {n: ends - value for n, value in answers.items()}

    there = scoring.score(instrument, answers).total
    back = scoring.score(instrument, turned).total

    assert there is not None
    assert back == instrument.scoring.low + instrument.scoring.high - there


@patient
@given(filled_in(), st.data())
def test_one_answer_more_moves_the_total_by_one_step(filled, data):
    instrument, answers = filled
    n = data.draw(st.sampled_from(sorted(answers)))
    lower = answers | {n: instrument.lowest}
    step = instrument.scoring.method.factor * (-1 if (instrument.id, n) in TURNED else 1)

    before = scoring.score(instrument, lower).total
    after = scoring.score(instrument, lower | {n: instrument.lowest + 1}).total

    assert before is not None
    assert after == before + step
