import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_without_a_display_the_prep_sheet_of_the_demo_is_made(computer, main, tmp_path):
    computer.environ = {}

    assert main("run") == 0

    journal, sheet = tmp_path / "dist/demo-journal", tmp_path / "dist/demo-prep-sheet.pdf"
    assert computer.commands[-2:] == [
        f"sessiondesk demo {journal}",
        f"sessiondesk prep-sheet {journal} --out {sheet} --passphrase-file -",
    ]
    assert computer.inputs[-1] == "made up data\n"
    assert "There is no display here" in computer.text
    assert computer.said[-1] == f"The prep sheet is here: {sheet}"


def test_a_demo_journal_that_is_there_is_used_again(computer, main, tmp_path):
    computer.environ = {}
    (tmp_path / "dist/demo-journal").mkdir(parents=True)

    assert main("run") == 0
    assert not any(each.startswith("sessiondesk demo") for each in computer.commands)


@pytest.mark.parametrize("failing", ["sessiondesk demo", "sessiondesk prep-sheet"])
def test_a_sheet_that_was_not_made_is_not_announced(computer, main, failing):
    computer.environ = {}
    computer.exit_codes = {failing: 1}

    assert main("run") == 1
    assert computer.commands[-1].startswith(failing)
    assert "The prep sheet is here" not in computer.text


def test_a_command_of_the_program_needs_no_display(computer, main):
    computer.environ = {}

    assert main("run", "doctor", "--json") == 0
    assert computer.commands[-1] == "sessiondesk doctor --json"


def test_the_gates_run_in_the_order_of_a_quick_answer(computer, main):
    assert main("test") == 0

    assert [each.split()[0] for each in computer.commands[2:]] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
        "pytest",
        "coverage",
    ]
    assert computer.commands[2:4] == ["ruff format --check", "ruff check"]
    for package in ("domain", "insights", "prepsheet", "store", "vault"):
        assert f"sessiondesk/{package}/*" in computer.commands[-1]
    assert computer.commands[-1].endswith("--fail-under=100")


@pytest.mark.parametrize(
    "failing", ["format", "ruff check", "mypy", "lint", "pytest -n", "coverage"]
)
def test_one_gate_that_fails_fails_the_whole_but_stops_nothing(computer, main, failing):
    computer.exit_codes = {failing: 1}

    assert main("test") == 1
    assert len(computer.commands) == 8
    assert "failed (1)" in computer.said[-1]


def test_the_last_line_is_the_summary_of_pytest_itself(computer, main):
    computer.output = [
        "....",
        "\x1b[32m= \x1b[1m4 passed\x1b[0m\x1b[32m in 61.20s (0:01:01) =\x1b[0m",
        "",
    ]

    main("test")

    assert computer.text.splitlines()[-1] == computer.output[1]


@pytest.mark.parametrize(
    "line",
    [
        "4 passed in 0.12s",
        "=== 1 failed, 3 passed, 2 skipped, 1 xfailed in 3.20s ===",
        "=== 12 errors in 0.30s ===",
        "=== no tests ran in 0.01s ===",
        "========= 2 passed in 3723.20s (1:02:03) =========",
    ],
)
def test_every_kind_of_summary_is_found(computer, main, line):
    computer.output = ["FAILED tests/test_x.py::test_it - in 3s", line, "a last word"]

    main("test")

    assert computer.text.splitlines()[-1] == line


def test_a_run_of_pytest_that_died_is_said(computer, main):
    computer.output = ["Segmentation fault"]

    main("test")

    assert computer.text.splitlines()[-1] == "pytest printed no summary."


def test_each_gate_is_named_and_timed_at_the_end(computer, main):
    main("test")

    outcomes = computer.said[-1].splitlines()
    for name in ("format", "lint", "types", "layers", "tests", "coverage"):
        assert any(re.fullmatch(rf"{name} +passed +\d+\.\d s", line) for line in outcomes)


def test_chosen_tests_run_alone_and_are_not_judged_by_coverage(computer, main):
    assert main("test", "-k", "mood") == 0
    assert computer.commands[2:] == ["pytest -k mood"]


def test_the_faults_have_a_script_of_their_own(computer, main, tmp_path):
    assert main("faults", "--write") == 0
    script = tmp_path / "packaging/faults.py"
    assert computer.commands[2:] == [f"python {script} --write"]


def test_coverage_is_judged_on_linux_only(computer, main):
    computer.platform = "darwin"

    assert main("test") == 0
    assert computer.commands[-1].startswith("pytest")


def test_a_test_must_not_be_skipped_for_want_of_a_tool_where_ci_runs(computer, main):
    main("test")
    assert "SESSIONDESK_REQUIRE_TOOLS" not in computer.environments[-1]

    computer.environ["CI"] = "true"
    main("test")
    assert computer.environments[-1]["SESSIONDESK_REQUIRE_TOOLS"] == "1"


def test_tools_that_are_absent_are_named_before_the_tests(computer, main):
    computer.programs -= {"strace", "xdotool"}

    main("test")

    assert "Tests that need these programs cannot run here: strace, xdotool" in computer.said


def test_the_script_itself_says_how_it_is_used(dev):
    done = subprocess.run(
        [sys.executable, ROOT / "packaging/dev.py"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (2, dev.USAGE, "")


def test_the_real_machine_runs_commands_and_keeps_what_they_print(dev, capfd):
    machine = dev.this_machine()
    command = [sys.executable, "-c", "import sys; print(sys.stdin.read()[::-1]); sys.exit(3)"]

    assert machine.run(command, os.environ, "read") == 3
    assert machine.watch([sys.executable, "-c", "print('a\\nb')"], os.environ) == (0, ["a", "b"])
    assert capfd.readouterr().out.split() == ["daer", "a", "b"]


def test_a_program_that_is_not_there_is_named_and_fails(dev, capfd, tmp_path):
    absent = str(tmp_path / "absent")

    assert dev.this_machine().run([absent], os.environ, None) == 127
    assert capfd.readouterr().out == f"{absent}: No such file or directory\n"


def test_the_set_up_for_other_machines_names_every_package_of_this_one(computer):
    wanted = {each.apt for each in computer.libraries}

    assert [each for each in wanted if each not in (ROOT / ".ci/run").read_text("utf-8")] == []
