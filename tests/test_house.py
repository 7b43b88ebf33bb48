"""What the project says about itself, held against what is there."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import sessiondesk

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Written for SessionDesk, so under its own licence.
OURS = ("crisis_lines/*", "docs/*", "i18n/*", "licences/*", "prompts/*")


def resources() -> list[str]:
    return sorted(
        path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*") if path.is_file()
    )


def test_the_changelog_is_headed_by_the_version_of_the_project():
    changelog = (RESOURCES / "docs/changelog.md").read_text("utf-8")
    first = re.search(r"^## \[(.+?)\] - (.+)$", changelog, re.MULTILINE)

    assert first is not None
    assert first[1] == PROJECT["project"]["version"]
    assert re.fullmatch(r"unreleased|\d{4}-\d{2}-\d{2}", first[2])


def test_the_program_knows_its_version():
    assert sessiondesk.__version__ == PROJECT["project"]["version"]


def test_the_licence_is_the_same_wherever_it_is_named():
    assert PROJECT["project"]["license"] == "GPL-3.0-or-later"
    assert "GPL-3.0-or-later" in (ROOT / "README.md").read_text("utf-8")
    text = (RESOURCES / "licences/GPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in text


def test_every_resource_has_a_licence_and_every_licence_a_text():
    table = (RESOURCES / "licences/README.md").read_text("utf-8")
    rows = re.findall(r"^\| .+ \| `(.+)` \| .+ \| `(.+)` \|$", table, re.MULTILINE)
    known = [*OURS, *(pattern for pattern, _ in rows)]

    homeless = [
        name
        for name in resources()
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in known)
    ]

    assert homeless == []
    assert [text for _, text in rows if not (RESOURCES / "licences" / text).is_file()] == []
    # A row for something that is gone would be a claim about nothing.
    assert [pattern for pattern, _ in rows if not fnmatch.filter(resources(), pattern)] == []


def test_both_families_of_type_are_there_in_every_weight_in_use():
    assert [name for name in resources() if name.startswith("fonts/")] == [
        "fonts/Inter-Medium.ttf",
        "fonts/Inter-Regular.ttf",
        "fonts/Inter-SemiBold.ttf",
        "fonts/Literata-Italic.ttf",
        "fonts/Literata-Medium.ttf",
        "fonts/Literata-Regular.ttf",
        "fonts/Literata-SemiBold.ttf",
    ]


@pytest.mark.parametrize(
    "icon", sorted((RESOURCES / "icons").iterdir()), ids=lambda path: path.stem
)
def test_an_icon_can_be_tinted_and_fetches_nothing(icon):
    drawing = icon.read_text("utf-8")

    assert icon.suffix == ".svg"
    assert 'stroke="currentColor"' in drawing
    assert 'stroke-width="2"' in drawing
    assert re.findall(r'\w+="https?://[^"]*"', drawing) == ['xmlns="http://www.w3.org/2000/svg"']
    assert not re.search(r"<(script|image|style|use|foreignObject)\b|href", drawing)


def test_the_word_list_holds_7776_different_words():
    words = (RESOURCES / "wordlist/eff_large.txt").read_text("ascii").splitlines()

    assert len(words) == len(set(words)) == 6**5
    assert [word for word in words if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word)] == []


def test_decisions_are_numbered_without_a_gap_and_have_four_parts():
    records = sorted((RESOURCES / "docs/decisions").glob("*.md"))

    assert [path.name[:4] for path in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    for path in records:
        parts = re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "When to think again"], path.name


@pytest.mark.parametrize(
    "document",
    [
        ROOT / "README.md",
        *sorted((RESOURCES / "docs").rglob("*.md")),
        RESOURCES / "licences/README.md",
    ],
    ids=lambda path: path.name,
)
def test_a_file_that_a_document_points_to_is_there(document):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_two_commands_of_the_readme_are_those_of_the_script():
    readme = (ROOT / "README.md").read_text("utf-8")

    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme


def test_nothing_at_the_top_is_there_by_accident():
    # Git knows what belongs to the project; a build or a cache may lie about beside it.
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-tree", "--name-only", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(done.stdout.split()) <= {
        ".ci",
        ".gitignore",
        "README.md",
        "packaging",
        "pyproject.toml",
        "resources",
        "sessiondesk",
        "tests",
        "uv.lock",
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """Build the wheel as a person who installs from source gets it."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    if not Path(uv).exists():
        problem = "uv is neither on the path nor beside Python"
        if os.environ.get("SESSIONDESK_REQUIRE_TOOLS"):
            pytest.fail(problem)
        pytest.skip(problem)
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [uv, "build", "--quiet", "--wheel", "--out-dir", out, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_brings_every_resource_the_program_opens(wheel):
    shipped = (
        *("crisis_lines/", "fonts/", "icons/", "instruments/", "licences/", "prompts/"),
        *("wordlist/", "docs/changelog.md"),
    )
    wanted = [name for name in resources() if name.startswith(shipped)]
    names = wheel.namelist()

    assert [name for name in wanted if f"sessiondesk/resources/{name}" not in names] == []
    assert len(wanted) > 60


def test_the_wheel_leaves_out_what_is_for_those_who_work_on_it(wheel):
    pattern = r"(^|/)(tests|packaging|decisions|contributing\.md|pictures)(/|$)"

    assert [name for name in wheel.namelist() if re.search(pattern, name)] == []


def test_the_wheel_has_every_module_and_both_ways_to_start(wheel):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sessiondesk").rglob("*.py")}
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    text = wheel.read(entry_points).decode()

    assert modules <= set(wheel.namelist())
    assert "sessiondesk = sessiondesk.__main__:main" in text
    assert "sessiondesk-window = sessiondesk.__main__:window" in text


def test_the_wheel_carries_the_licence_texts(wheel):
    texts = [path.name for path in (RESOURCES / "licences").iterdir()]

    inside = {Path(name).name for name in wheel.namelist() if ".dist-info/licenses/" in name}

    assert set(texts) <= inside
