import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessiondesk.domain.review import Movement, Step
from sessiondesk.exchange import prompt_file

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "resources/prompts/en.json"


def test_a_new_journal_asks_mood_anxiety_energy_overwhelm_and_sleep(prompts):
    asked = [scale.id for scale in prompts.scales if scale.on_by_default]

    assert asked == ["mood", "anxiety", "energy", "overwhelm"]
    assert prompts.sleep_hours.on_by_default


def test_only_scales_that_start_at_none_may_be_said_in_percent(prompts):
    two_sided = [scale.id for scale in prompts.scales if not scale.none_at_zero]

    assert two_sided == ["mood", "recovery", "room", "sleep_quality"]


def test_mood_and_anxiety_run_opposite_ways_and_say_so(prompts):
    scales = {scale.id: scale for scale in prompts.scales}

    assert (scales["mood"].better, scales["anxiety"].better) == ("higher", "lower")
    assert scales["mood"].low_text == "as low as it gets"
    assert scales["anxiety"].low_text == "none at all"
    assert scales["sleep_quality"].about_night
    assert not scales["mood"].about_night


def test_a_day_and_a_night_count_from_the_third_answer(prompts):
    assert prompts.interference.counts_from == 2
    assert prompts.sleep_interference.counts_from == 2
    assert prompts.sleep_interference.choices[2].text == "Clearly"


def test_the_six_questions_and_the_seven_steps_are_those_a_review_keeps(prompts):
    assert [each.id for each in prompts.hard_or_not_right.questions] == list(Movement)
    assert [each.id for each in prompts.steps.steps] == list(Step)
    assert len(prompts.review.agenda) == 9


def test_both_kinds_of_goal_have_examples(prompts):
    assert {each.kind for each in prompts.goals.templates} == {"short", "long"}


@pytest.fixture
def broken(tmp_path) -> Callable[[Callable[[dict[str, Any]], object]], Path]:
    """Write the English file again with one thing in it changed."""

    def write(change: Callable[[dict[str, Any]], object]) -> Path:
        content = json.loads(ENGLISH.read_bytes())
        change(content)
        path: Path = tmp_path / "en.json"
        path.write_text(json.dumps(content), "utf-8")
        return path

    return write


def put(*where_and_what: Any) -> Callable[[dict[str, Any]], object]:
    *where, key, value = where_and_what

    def change(content: Any) -> None:
        for step in where:
            content = content[step]
        content[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (put("scales", 0, "better", "up"), "Invalid enum value 'up' - at `$.scales[0].better`"),
        (put("scales", 1, "none_at_zero", 1), "Expected `bool`, got `int` - at `$.scales[1]"),
        (put("scales", 1, "id", "mood"), "'mood' is there twice"),
        (put("scales", 2, "label", " "), "a text is empty - at `$.scales[2]`"),
        (put("body", 3, "id", "Bauch"), "'Bauch' is no id"),
        (put("body", 3, "id", "mühe"), "at `$.body[3]`"),
        (put("body", 3, "id", "tight_chest"), "'tight_chest' is there twice"),
        (put("feelings", 0, "words", 0, "id", "sad"), "'sad' is there twice"),
        (put("feelings", 0, "label", ""), "a text is empty - at `$.feelings[0]`"),
        (put("starter_tags", 1, "worked"), "'worked' is there twice"),
        (put("interference", "choices", 1, "value", 2), "are not 0, 1, 2"),
        (put("interference", "choices", 1, "text", ""), "at `$.interference.choices[1]`"),
        (put("interference", "counts_from", 0), "counts_from is not the value of a choice"),
        (put("interference", "areas", 0, "id", "home"), "'home' is there twice"),
        (put("sleep_hours", "step", 0), "the step is not above 0 - at `$.sleep_hours`"),
        (put("practice", "choices", 0, "id", "yes"), "'yes' is there twice"),
        (put("therapy_sessions", "keep", ""), "a text is empty - at `$.therapy_sessions`"),
        (put("goals", "templates", 0, "kind", "endless"), "of a kind that does not exist"),
        (put("goals", "rating", "every_weeks", 0), "every_weeks is below 1"),
        (put("goals", "on_reached", "Done"), "no place for the {date} - at `$.goals`"),
        (put("goals", "kinds", 0, "horizon", ""), "a text is empty - at `$.goals.kinds[0]`"),
        (put("hard_or_not_right", "questions", 1, "id", "movement"), "'movement' is there twice"),
        (put("hard_or_not_right", "questions", 0, "ask", ""), "$.hard_or_not_right.questions[0]"),
        (put("hard_or_not_right", "ending", " "), "a text is empty - at `$.hard_or_not_right`"),
        (put("steps", "steps", 1, "id", "talk"), "'talk' is there twice - at `$.steps`"),
        (put("steps", "steps", 0, "label", ""), "a text is empty - at `$.steps.steps[0]`"),
        (put("review", "minutes", 0), "a review takes some time - at `$.review`"),
        (put("review", "sentence", "Since {x}"), "the sentence has other places than"),
        (put("review", "sentence", "We have met."), "the sentence has other places than"),
        (put("wondering", ""), "a text is empty"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_place(broken, change, problem):
    with pytest.raises(prompt_file.PromptFileError) as caught:
        prompt_file.load(broken(change))

    assert problem in str(caught.value)
    assert str(caught.value).startswith("en.json: ")


def test_a_prompt_that_is_missing_is_named(broken):
    with pytest.raises(prompt_file.PromptFileError, match="missing required field `question`"):
        prompt_file.load(broken(lambda content: content["sleep_hours"].pop("question")))


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(
        prompt_file.PromptFileError, match=r"en\.json: The file cannot be opened\."
    ):
        prompt_file.load(tmp_path / "en.json")


@pytest.mark.parametrize("content", [b"", b"{", b'{"language": "\xff"}', b"[]"])
def test_a_file_that_is_no_prompts_at_all_is_refused(tmp_path, content):
    path = tmp_path / "en.json"
    path.write_bytes(content)

    with pytest.raises(prompt_file.PromptFileError):
        prompt_file.load(path)
