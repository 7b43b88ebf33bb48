import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging/dev.py"


def test_the_script_can_be_read_by_a_python_that_is_far_too_old():
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))


def test_the_script_needs_the_standard_library_only():
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(SCRIPT.read_text("utf-8")))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


def test_the_folder_is_no_package():
    assert not (SCRIPT.parent / "__init__.py").exists()


@pytest.mark.parametrize("version", [(3, 7, 3), (3, 10, 14), (3, 15, 0), (4, 0, 0)])
def test_a_python_that_will_not_do_is_refused_in_one_sentence(computer, main, version):
    computer.version = version

    assert main("run") == 1

    this = f"{version[0]}.{version[1]}"
    assert computer.said == [f"SessionDesk needs Python 3.11 to 3.14, and this is Python {this}."]
    assert computer.commands == []


def test_the_versions_named_are_those_of_the_project(dev):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = ".".join(map(str, dev.OLDEST_PYTHON))
    after = f"{dev.NEWEST_PYTHON[0]}.{dev.NEWEST_PYTHON[1] + 1}"

    assert project["requires-python"] == f">={oldest},<{after}"


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("build",), 2), (("--help",), 0)])
def test_anything_but_run_and_test_shows_how_it_is_used(dev, computer, main, arguments, code):
    assert main(*arguments) == code
    assert computer.said == [dev.USAGE]
    assert computer.commands == []


def test_missing_libraries_are_named_with_the_line_to_type(computer, main):
    computer.missing_libraries = {"libxcb-cursor.so.0", "libEGL.so.1"}

    assert main("run") == 1

    assert "libEGL.so.1, libxcb-cursor.so.0" in computer.text
    assert computer.said[-1].endswith("\n  sudo apt-get install libegl1 libxcb-cursor0")
    assert computer.commands == []


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("dnf", "  sudo dnf install libX11-xcb libglvnd-egl libglvnd-glx"),
        ("pacman", "  sudo pacman -S --needed libglvnd libx11"),
    ],
)
def test_other_systems_are_told_their_own_line(computer, main, tool, line):
    computer.programs = {tool}
    computer.missing_libraries = {"libGL.so.1", "libEGL.so.1", "libX11-xcb.so.1"}

    assert main("run") == 1
    assert computer.text.splitlines()[-1] == line


def test_an_unknown_system_is_told_all_three_lines(computer, main):
    computer.programs = set()
    computer.missing_libraries = {"libcups.so.2"}

    assert main("run") == 1
    assert computer.text.splitlines()[-3:] == [
        "  sudo apt-get install libcups2",
        "  sudo dnf install cups-libs",
        "  sudo pacman -S --needed libcups",
    ]


def test_root_on_debian_gets_missing_libraries_installed_from_fresh_lists(computer, main):
    computer.is_root = True
    computer.missing_libraries = {"libGL.so.1", "libcups.so.2"}

    assert main("run") == 0

    assert computer.commands[:2] == [
        "apt-get update -qq",
        "apt-get install -qq -y --no-install-recommends libcups2 libgl1",
    ]
    assert computer.environments[1]["DEBIAN_FRONTEND"] == "noninteractive"
    assert computer.commands[-1] == "sessiondesk"


def test_a_library_that_is_missing_even_after_installing_stops_the_set_up(computer, main):
    computer.is_root = True
    computer.missing_libraries = {"libGL.so.1", "libcups.so.2"}
    computer.packages_that_fail = {"libgl1"}

    assert main("run") == 1

    assert "missing here: libGL.so.1\n" in computer.text
    assert "sessiondesk" not in computer.commands


def test_without_a_screen_the_libraries_for_a_screen_are_not_asked_for(computer, main):
    computer.environ = {}
    computer.missing_libraries = {
        each.name for each in computer.libraries if each not in computer.dev.FOR_QT
    }

    assert main("run") == 0
    assert main("test") == 1


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_platforms_bring_their_own_libraries(computer, main, platform):
    computer.platform = platform
    computer.environ = {}
    computer.missing_libraries = {each.name for each in computer.libraries}

    assert main("run") == 0
    assert computer.commands[-1] == "sessiondesk"


def test_every_library_of_this_table_is_found_on_the_machine_of_the_tests(dev, computer):
    if sys.platform != "linux":
        pytest.skip("the table is about Linux")

    missing = [each.name for each in computer.libraries if not dev.this_machine().loads(each.name)]

    assert missing == []


def test_a_set_up_that_is_whole_is_only_brought_to_the_lock(computer, main, tmp_path):
    assert main("run") == 0

    assert [re.sub(r" -c .*", " -c ...", each) for each in computer.commands] == [
        "python -c ...",
        f"uv sync --quiet --locked --project {tmp_path}",
        "sessiondesk",
    ]
    assert {each.get("UV_PYTHON_DOWNLOADS") for each in computer.environments[:2]} == {"never"}


def test_an_environment_that_is_active_by_chance_is_not_the_one_changed(computer, main):
    computer.environ |= {"VIRTUAL_ENV": "/other", "UV_PROJECT_ENVIRONMENT": "/other"}

    assert main("run") == 0
    sync = next(i for i, each in enumerate(computer.commands) if each.startswith("uv sync"))
    assert not {"VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT"} & computer.environments[sync].keys()


def test_the_environment_is_made_anew_when_its_python_is_gone(computer, main, tmp_path):
    computer.exit_codes = {"-c import": 1}

    assert main("run") == 0
    assert computer.commands[1].endswith(f" -m venv --clear {tmp_path / '.venv'}")


def test_uv_is_put_into_the_environment_when_the_machine_has_none(dev, computer, main, tmp_path):
    computer.programs.discard("uv")

    assert main("run") == 0

    assert "find_spec('pip')" in computer.commands[0]
    assert computer.commands[1:3] == [
        f"python -m pip install --quiet uv=={dev.UV_VERSION}",
        f"uv sync --quiet --locked --project {tmp_path}",
    ]


def test_uv_is_not_fetched_a_second_time(computer, main, tmp_path):
    computer.programs.discard("uv")
    (tmp_path / ".venv/bin/uv").touch()

    assert main("run") == 0
    assert not any("pip install" in each for each in computer.commands)


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_a_python_without_its_venv_module_is_told_the_package(computer, main, module):
    computer.modules.discard(module)
    computer.exit_codes = {"-c import": 1}

    assert main("run") == 1
    assert "  sudo apt-get install python3-venv" in computer.text.splitlines()
    assert not any("-m venv" in each for each in computer.commands)


def test_a_step_that_fails_stops_the_set_up_and_is_shown(computer, main):
    computer.exit_codes = {"uv sync": 2}

    assert main("run") == 1
    assert "This step did not work (exit code 2):\n  /usr/bin/uv sync" in computer.text
    assert "sessiondesk" not in computer.commands
