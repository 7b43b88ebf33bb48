"""Words that were put aside at a lock, joined to what is in the journal by now."""

import json

import pytest

from sessiondesk.store.drafts import Draft
from sessiondesk.ui import rescued_words


def draft(text):
    return Draft(editor="anywhere", record_kind="checkin", record_id="", text=text)


def test_words_stand_one_after_the_other():
    assert rescued_words.join(draft("first"), draft("then")) == "first\n\nthen"


def test_of_a_note_in_lines_each_line_is_there_once():
    there = draft(json.dumps({"mood": 4, "lines": ["a", "b"]}))
    rescued = draft(json.dumps({"mood": 5, "lines": ["b", "c"]}))

    joined = json.loads(rescued_words.join(there, rescued))

    assert joined == {"mood": 4, "lines": ["a", "b", "c"]}


@pytest.mark.parametrize("there", [{"answers": {"1": 2, "2": 0}}, {"lines": "none"}])
def test_a_form_that_is_half_filled_in_is_as_it_stood_last(there):
    rescued = draft(json.dumps({"answers": {"1": 2}}))

    joined = rescued_words.join(draft(json.dumps(there)), rescued)

    assert json.loads(joined) == there


def test_words_that_look_like_a_form_to_a_machine_are_words():
    assert rescued_words.join(draft("[1, 2]"), draft("{}")) == "[1, 2]\n\n{}"
    assert rescued_words.join(draft("{not a form"), draft("{}")) == "{not a form\n\n{}"
