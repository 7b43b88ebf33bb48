"""Every id that a record may keep, held against the list of those released.

An id is in somebody's journal for good: it is never changed, never taken away, never used for
something else. A new one is added to ``exchange/released_ids.txt`` by hand, which is the moment
to think about its name.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import sessiondesk.domain
import sessiondesk.store
from sessiondesk.domain.afterwards import (
    AboutTheTime,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.checkin import Interference, SleepInterference
from sessiondesk.domain.goal import Horizon
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Movement, Step
from sessiondesk.domain.scale import Better
from sessiondesk.domain.sign import SignAnswer
from sessiondesk.domain.therapy_session import Outcome, Place
from sessiondesk.insights.any_claim import Claim

RELEASED = Path(__file__).parent / "exchange/released_ids.txt"


def ids_of_prompts(prompts: Prompts) -> Iterator[str]:
    lists: dict[str, Sequence[Any]] = {
        "scale": prompts.scales,
        "sleep_interference": prompts.sleep_interference.choices,
        "interference": prompts.interference.choices,
        "area": prompts.interference.areas,
        "practice": prompts.practice.choices,
        "body": prompts.body,
        "feeling": [each for family in prompts.feelings for each in (family, *family.words)],
        "place": prompts.therapy_sessions.places,
        "outcome": prompts.therapy_sessions.outcomes,
        "goal_kind": prompts.goals.kinds,
        "sign": [item for group in prompts.signs.groups for item in group.items],
        "warning_sign": prompts.warning_signs.items,
        "opener": [line for group in prompts.openers.groups for line in group.lines],
    }
    for name, choices in lists.items():
        yield from (f"{name} {each.id}" for each in choices)


def ids_of_code() -> Iterator[str]:
    """Return the values of every StrEnum of the domain and the store: tables keep them."""
    for package in (sessiondesk.domain, sessiondesk.store):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, kind in vars(importlib.import_module(found.name)).items():
                if isinstance(kind, type) and issubclass(kind, StrEnum):
                    yield from (f"{name} {each.value}" for each in kind)


def ids_of_claims() -> Iterator[str]:
    """Return the values of every StrEnum in an answer: answers are kept as JSON."""
    seen: set[object] = set()
    due: list[Any] = [Claim]
    while due:
        kind = due.pop()
        if kind in seen:
            continue
        seen.add(kind)
        due += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            yield from (f"{kind.__name__} {each.value}" for each in kind)
        elif is_dataclass(kind):
            due += get_type_hints(kind).values()


@pytest.fixture
def offered(prompts, instruments) -> set[str]:
    questionnaires = (f"instrument {each.id}" for each in instruments.all)
    return {*ids_of_prompts(prompts), *ids_of_code(), *ids_of_claims(), *questionnaires}


def test_answers_hold_ids_as_well():
    found = set(ids_of_claims())

    assert {"Ending about_the_same", "CountOf attendance", "Line forms", "Sum mixed"} <= found


@pytest.fixture
def released() -> list[str]:
    return RELEASED.read_text("ascii").splitlines()


def test_every_released_id_still_means_something(offered, released):
    assert [line for line in released if line not in offered] == []


def test_every_id_is_on_the_list_of_released_ones_once(offered, released):
    assert sorted(offered - set(released)) == []
    assert len(set(released)) == len(released)


def test_choices_in_words_and_choices_in_code_are_the_same(prompts):
    def ids(choices: Sequence[Any]) -> list[str]:
        return [each.id for each in choices]

    assert ids(prompts.sleep_interference.choices) == list(SleepInterference)
    assert ids(prompts.interference.choices) == list(Interference)
    assert ids(prompts.therapy_sessions.places) == list(Place)
    assert [Outcome.PLANNED, *ids(prompts.therapy_sessions.outcomes)] == list(Outcome)
    assert ids(prompts.goals.kinds) == list(Horizon)
    assert ids(prompts.signs.answers) == [each for each in SignAnswer if each != "ticked"]
    after = prompts.after_session
    assert ids(after.fit_items) == list(FitItem)
    assert ids(after.held_back) == list(HeldBack)
    assert ids(after.held_back_why) == list(HeldBackWhy)
    assert ids(after.day_after) == list(DayAfter)
    assert ids(after.same_ground) == list(SameGround)
    assert ids(after.about_the_time) == list(AboutTheTime)
    assert ids(prompts.hard_or_not_right.questions) == list(Movement)
    assert ids(prompts.steps.steps) == list(Step)
    assert {each.better for each in prompts.scales} == set(Better)
