"""Where words could end up: each place is named on each system, and nothing is claimed."""

import pytest

from sessiondesk.ui import privacy_words

SYSTEMS = ("linux", "win32", "darwin")
# One word for each row of the list of places that this is about.
PLACES = (
    "files: sealed",
    "outside the journal",
    "Logs",
    "moves to the disk",
    "After locking",
    "Screenshots",
    "task switcher",
    "title",
    "Screen readers",
    "clipboard",
    "export",
    "Printing",
    "Keyboards",
    "there is a journal",
    "Copies of the folder",
    "Search",
    "Programs in your account",
)


def told(system, *, may_be_captured=False):
    return [
        fact
        for places in privacy_words.places(system, may_be_captured=may_be_captured)
        for fact in places.facts
    ]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_named_on_every_system(system, place):
    assert any(place in fact.title for fact in told(system))


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_cannot_be_prevented_is_not_said_to_hold(system):
    holds = {fact.title.partition(":")[0] for fact in told(system) if fact.holds}

    assert not any("moves to the disk" in title for title in holds)
    assert not any("task switcher" in title for title in holds)


def test_only_windows_keeps_the_window_out_of_captures():
    held = {
        system: next(fact.holds for fact in told(system) if "Screenshots" in fact.title)
        for system in SYSTEMS
    }

    assert held == {"linux": False, "win32": True, "darwin": False}


def test_whoever_shares_the_screen_is_told_that_they_do():
    shares = next(
        fact for fact in told("win32", may_be_captured=True) if "Screenshots" in fact.title
    )

    assert not shares.holds
    assert "allowed by you" in shares.title


@pytest.mark.parametrize(
    ("system", "named"), [("linux", "swap"), ("win32", "BitLocker"), ("darwin", "FileVault")]
)
def test_each_system_is_told_in_its_own_names(system, named):
    assert any(named in fact.body for fact in told(system))


def test_no_system_is_told_of_another_ones_programs():
    words = {system: " ".join(fact.body for fact in told(system)) for system in SYSTEMS}

    assert "Windows" not in words["linux"] + words["darwin"]
    assert "macOS" not in words["linux"] + words["win32"]
    assert "X11" not in words["win32"] + words["darwin"]
