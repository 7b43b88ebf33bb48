import json
import subprocess
import sys

import pytest

from sessiondesk import cli
from sessiondesk.guard import Enforced, Network, Problem, Refusal


def doctor(*words):
    done = subprocess.run(
        [sys.executable, "-m", "sessiondesk", "doctor", *words],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="each system enforces in its own way")
def test_what_is_enforced_here_is_what_was_found_here():
    found = json.loads(doctor("--json"))

    assert found["network"] == "seccomp"
    assert found["network_socket_refused"] is True
    assert found["names_blocked"] is True
    assert found["umask"] == "077"
    # A run that is measured brings in a network module before the program begins.
    assert set(found["problems"]) <= {"names_imported_before"}
    assert set(found["versions"]) >= {"python", "qt", "sqlite", "sqlcipher"}
    text = doctor()
    assert "Network: blocked by the kernel (seccomp)" in text
    assert "refused by the system" in text
    assert found["versions"]["sqlcipher"] in text


def test_what_is_not_enforced_is_said_as_well(capsys):
    bare = Enforced(
        network=Network.NAMES_ONLY,
        names_blocked=False,
        core_limited=False,
        not_dumpable=False,
        umask=0o022,
        sandbox="flatpak",
        refusal=Refusal.REMOTE_DISPLAY,
        problems=(Problem.NETWORK_NOT_ENFORCED,),
    )

    assert cli.run(["doctor"], enforced=bare) == 0
    text = capsys.readouterr().out
    assert cli.run(["doctor", "--json"], enforced=bare) == 0
    data = json.loads(capsys.readouterr().out)

    assert "does not hold  Network: this program contains no network code" in text
    assert "the system did not refuse it" in text
    assert "Others may have rights to them (umask 022)." in text
    assert "flatpak" in text
    assert "DISPLAY names another computer" in text
    assert data["problems"] == ["network_not_enforced"]
    assert data["refusal"] == "remote_display"
    assert data["network_socket_refused"] is False
