import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "sessiondesk_faults", ROOT / "packaging/faults.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_numbers_about_one_thing_are_summed(script):
    counts = [
        {"what": "kills", "kills": 200, "lost": 0},
        {"what": "flips", "flips": 7},
        {"what": "kills", "kills": 1800, "lost": 0},
    ]

    assert script.rows(counts)[2:] == ["| flips | 7 flips |", "| kills | 2,000 kills, 0 lost |"]


def test_numbers_take_the_place_of_those_before_and_of_nothing_else(script, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n\n{script.BEGIN}\n\nold\n\n{script.END}\n\nAfter.\n")

    script.write(page, "new")

    assert page.read_text() == f"Before.\n\n{script.BEGIN}\n\nnew\n\n{script.END}\n\nAfter.\n"


def test_every_test_that_can_be_done_more_often_is_among_them(script):
    found = script.tests()

    assert "tests/faults/test_kills.py" in found
    assert "tests/faults/test_power_cut.py" in found
    assert "tests/packaging/test_dev_steps.py" not in found
