import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk import __version__, cli
from sessiondesk.cli import arguments, looking, telling
from sessiondesk.exchange import csv_map
from sessiondesk.store.kinds import Kind

SESSIONDESK = [sys.executable, "-m", "sessiondesk"]


@pytest.mark.parametrize(
    ("words", "is_window"),
    [
        ([], True),
        (["my journal.sdesk"], True),
        (["./demo"], True),
        (["demo"], False),
        (["doctor"], False),
        (["--help"], False),
        (["journal", "another"], False),
    ],
)
def test_a_first_word_that_is_a_command_is_the_command(words, is_window):
    assert cli.wants_window(words) is is_window


@pytest.mark.parametrize(
    "words",
    [
        ["improt", "a.csv", "--into", "j"],
        ["--verbose"],
        ["demo"],
        ["create"],
        ["create", "j", "--recovery-key-file", "r"],
        ["check", "j", "--passphrase-file", "p", "--recovery-key-file", "r"],
        ["check", "j", "--passphrase", "secret"],
        ["check", "j", "--passphrase-file", ""],
        ["check", "j", "--recovery-key-file", ""],
        ["passphrase", "j", "--new-passphrase-file", ""],
        ["import", "f.csv", "--into", "j"],
        ["import", "f.csv", "--map", "m.toml"],
        ["prep-sheet", "j"],
        ["prep-sheet", "j", "--out", "s.pdf", "--paper", "a5"],
        ["prep-sheet", "j", "--out", "s.pdf", "--date", "2026-02-30"],
        ["prep-sheet", "j", "--out", "s.pdf", "--date", "20260214"],
        ["show", "j", "checkins"],
        ["show", "j", "secrets", "--json"],
        ["show", "j", "checkins", "--json", "--from", "yesterday"],
        ["show", "j", "checkins", "--json", "--from", "2026-05-02", "--to", "2026-05-01"],
    ],
)
def test_what_makes_no_sense_is_a_matter_of_usage(run, words):
    answer = run(*words)

    assert answer.code == 2
    assert answer.out == ""
    assert "usage:" in answer.err


@pytest.mark.parametrize("words", [["--help"], *([each, "--help"] for each in arguments.COMMANDS)])
def test_help_is_there_for_everything(run, words):
    answer = run(*words)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: sessiondesk {words[0] if len(words) > 1 else '['}")


def test_the_map_in_the_help_is_one_that_can_be_used(run):
    text = run("import", "--help").out
    example = text[text.index("  source = ") :]
    lines = [re.split(r"\s{3,}", line.strip())[0] for line in example.splitlines()]

    found = csv_map.read_map("\n".join(line for line in lines if "..." not in line))

    assert found.source == "my old tracker"
    assert list(found.columns) == [
        *("mood", "woke_up", "slept", "gym", "remarks", "phase"),
        "total",
    ]


def test_the_version_is_told(run):
    assert run("--version").out == f"SessionDesk {__version__}\n"


def test_everything_that_can_be_named_can_be_shown():
    assert tuple(looking.RECORDS) == arguments.RECORDS


def test_every_kind_of_record_has_a_name():
    assert set(telling.NAMES) == set(Kind)


def test_help_waits_for_nothing_slow():
    script = (
        "import sys\n"
        "sys.argv = ['sessiondesk', '--help']\n"
        "from sessiondesk.__main__ import main\n"
        "assert main() == 0\n"
        "slow = {'PySide6', 'cryptography', 'sqlcipher3', 'msgspec', 'numpy'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_the_program_runs_under_guard():
    done = subprocess.run([*SESSIONDESK, "doctor", "--json"], capture_output=True, check=True)

    assert b'"names_blocked": true' in done.stdout
    assert done.stderr == b""


def test_an_answer_that_nobody_reads_any_more_is_no_fault(folder, recovery_file):
    reading, writing = os.pipe()
    os.close(reading)
    command = ["show", str(folder), "scales", "--json", "--recovery-key-file", str(recovery_file)]

    done = subprocess.run(
        [*SESSIONDESK, *command], stdout=writing, stderr=subprocess.PIPE, check=False
    )

    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_answer_that_finds_no_room_is_told(folder, recovery_file):
    command = ["show", str(folder), "scales", "--json", "--recovery-key-file", str(recovery_file)]

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*SESSIONDESK, *command], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr == (
        b"sessiondesk: The answer could not be written: No space left on device.\n"
    )


def test_a_fault_of_the_program_is_told_without_what_it_quotes():
    script = (
        "import sys\n"
        "from sessiondesk import __main__, cli\n"
        "def broken(words, *, enforced): raise ValueError('a secret sentence')\n"
        "cli.run = broken\n"
        "sys.argv = ['sessiondesk', 'doctor']\n"
        "sys.exit(__main__.main())\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 1
    assert b"Something is wrong with the program itself (ValueError, <string>:3)" in done.stderr
    assert b"secret" not in done.stderr
    assert b"Traceback" not in done.stderr


# Takes the terminal for its own and becomes the program, as a shell would have it: what was
# started in the background would not hear Ctrl+C.
ON_A_TERMINAL = (
    "import fcntl, os, signal, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
    "os.execv(sys.executable, [sys.executable, '-m', 'sessiondesk', *sys.argv[1:]])\n"
)


def on_a_terminal(words, typed, prompts):
    """Run a command at a terminal, type each line when its prompt is there."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, *map(str, words)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    for prompt, line in zip(prompts, typed, strict=True):
        while prompt not in seen:
            seen += os.read(ours, 1024)
        seen = b""
        os.write(ours, line)
    rest = b""
    try:
        while more := os.read(ours, 1024):
            rest += more
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    return process.wait(), rest.decode()


def test_a_passphrase_is_asked_for_at_a_terminal_and_not_shown(folder):
    code, rest = on_a_terminal(
        ["show", folder, "checkins", "--json"],
        [b"six plain words on a card\n"],
        [b"Passphrase: "],
    )

    assert code == 0
    assert rest.split() == ["[]"]


def test_a_new_passphrase_is_asked_for_twice(tmp_path):
    prompts = [b"Passphrase for the new journal: ", b"The same once more: "]
    code, rest = on_a_terminal(
        ["create", tmp_path / "new"], [b"one long passphrase\n", b"one long passfrase\n"], prompts
    )

    assert code == 1
    assert "The two passphrases are not the same. Nothing was made." in rest
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [(b"\x03", 130, ""), (b"\x04", 1, "No passphrase was given.")],
)
def test_ctrl_c_and_ctrl_d_end_it_quietly(folder, typed, code, said):
    found, rest = on_a_terminal(["check", folder], [typed], [b"Passphrase: "])

    assert found == code
    assert said in rest
    assert "Traceback" not in rest


@pytest.mark.skipif(sys.platform != "linux", reason="about Linux")
def test_without_a_screen_the_window_says_so(tmp_path):
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"}
    environ = {name: value for name, value in os.environ.items() if name not in screens}

    done = subprocess.run(
        [*SESSIONDESK, str(tmp_path)], capture_output=True, check=False, env=environ
    )

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"There is no screen here to open a window on.")
