"""What arrives on the real bus that screen readers listen on, from the real window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.window_driver import Home, Window, screen, session_bus, wait_until

PASSPHRASE = "a window that speaks"
JOURNAL = "Rainy Tuesdays"
LISTENER = Path(__file__).with_name("listener.py")
# The system's own: the bindings to the bus are in no other.
PYTHON = Path("/usr/bin/python3")
# What a person acts on; each of these has to say what it is.
ACTED_ON = {
    "push button",
    "toggle button",
    "radio button",
    "check box",
    "combo box",
    "text",
    "password text",
    "spin button",
    "link",
}


@pytest.fixture(scope="module")
def python():
    """A Python that can listen on the bus."""
    asked = [str(PYTHON), "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if PYTHON.exists() and subprocess.run(asked, check=False).returncode == 0:
        return PYTHON
    if os.environ.get("SESSIONDESK_REQUIRE_TOOLS"):
        pytest.fail("the bindings to the accessibility bus are missing")
    pytest.skip("the bindings to the accessibility bus are not installed")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = Home(root=tmp_path_factory.mktemp("bus"))
    home.environ("")
    (home.work / "passphrase").write_text(PASSPHRASE)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sessiondesk",
            "create",
            JOURNAL,
            "--passphrase-file",
            "passphrase",
        ],
        cwd=home.work,
        check=True,
        capture_output=True,
    )
    return home


@pytest.fixture(scope="module")
def heard(home, python, needs_tool):
    """Unlock, rate, lock, and return what was to be heard at each step."""
    with screen(needs_tool) as display, session_bus(needs_tool) as bus:
        environ = {**home.environ(display, bus), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

        def listen():
            told = subprocess.run([python, LISTENER], env=environ, check=True, capture_output=True)
            return json.loads(told.stdout)

        with Window(environ, home, folder=home.work / JOURNAL) as window:

            def hear(role, name, state="focusable"):
                def heard():
                    # Gives it the keyboard, as no window manager does it here.
                    window.look()
                    found = listen()
                    is_there = (
                        each for each in found if (each["role"], each["name"]) == (role, name)
                    )
                    return found if any(each[state] for each in is_there) else None

                return wait_until(heard, f"{role} {name!r}, {state}")

            heard = {"closed": hear("password text", "Passphrase", "focused")}
            window.type(PASSPHRASE)
            window.press("Return")
            heard["today"] = hear("radio button", "Mood: 0 of 10", "focused")
            window.press("7")
            heard["rated"] = hear("radio button", "Mood: 7 of 10", "checked")
            window.press("ctrl+l")
            heard["locked"] = hear("password text", "Passphrase", "focused")
            window.quit()
    return heard


def called(found, role):
    return {each["name"] for each in found if each["role"] == role}


@pytest.mark.parametrize("step", ["closed", "today", "rated", "locked"])
def test_all_that_can_be_acted_on_says_what_it_is(heard, step):
    acted_on = [each for each in heard[step] if each["role"] in ACTED_ON and each["focusable"]]

    assert acted_on
    assert [each for each in acted_on if not each["name"]] == []


def test_the_closed_door_says_what_it_wants_and_what_can_be_done(heard):
    found = heard["closed"]

    assert called(found, "password text") == {"Passphrase"}
    assert {"Open journal", "Use recovery key", "Show"} <= called(found, "push button")
    assert JOURNAL in called(found, "label")


def test_today_is_a_page_of_questions_with_eleven_answers_each(heard):
    answers = called(heard["today"], "radio button")

    for question in ("Mood", "Anxiety", "Energy", "Overwhelm"):
        assert {f"{question}: {number} of 10" for number in range(11)} <= answers
    assert {"Today", "Goals", "Lock now"} <= called(heard["today"], "push button") | answers


def test_nothing_is_answered_before_it_is_and_then_one_answer_is(heard):
    def answered(found):
        return [each["name"] for each in found if each["checked"] and " of 10" in each["name"]]

    assert answered(heard["today"]) == []
    assert answered(heard["rated"]) == ["Mood: 7 of 10"]


def test_a_locked_window_says_nothing_of_the_journal(heard):
    words = json.dumps(heard["locked"])

    assert JOURNAL not in words
    assert "Mood" not in words
    assert {"SessionDesk"} == called(heard["locked"], "frame")
