"""What is said on screen, held against the rules for how it is set."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAY = {"tr", "translate", "_tr"}


def said() -> Iterator[tuple[str, str]]:
    """Yield every sentence that the window can say, with the place it comes from."""
    for path in sorted((ROOT / "sessiondesk/ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in SAY:
                continue
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", argument.value


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("apostrophes and quotation marks are typographic", r"['\"]"),
        ("an ellipsis is one character", r"\.\.\."),
        ("one space is enough", r"  "),
        ("nothing is shouted", r"!"),
        ("a minus is not a hyphen", r"(?<!\w)-\d"),
    ],
)
def test_everything_on_screen_is_set_with_care(rule, never):
    places = [(place, words) for place, words in said() if re.search(never, words)]

    assert places == [], rule


def test_the_prompts_are_set_with_care():
    text = (ROOT / "resources/prompts/en.json").read_text("utf-8")
    # Within a value a straight quotation mark would be escaped.
    assert re.findall(r"[^\"]*\w'\w[^\"]*|\.\.\.|\\\"|\w!", text) == []
