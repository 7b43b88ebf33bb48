"""The page on reliability names every fault, and tests that exist."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "resources/docs/reliability.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (\d+) \|.*\| ([^|]*) \|$", PAGE, re.MULTILINE))
FAULTS = 72


def test_every_fault_has_its_row():
    assert list(ROWS) == [str(number) for number in range(1, FAULTS + 1)]


@pytest.mark.parametrize("number", ROWS)
def test_a_row_names_tests_that_exist(number):
    named = re.findall(r"`([^`]+)`", ROWS[number])

    assert named
    for each in named:
        path, _, name = each.partition("::")
        tree = ast.parse((TESTS / path).read_text("utf-8"))
        found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not name or name in found, each
