"""Tells what a screen reader finds in the program's window: one JSON list on standard output.

Run with the system's own Python, which knows the accessibility bus; nothing of ours is imported.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - only once the version is said

PROGRAM = "SessionDesk"
STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "checked": Atspi.StateType.CHECKED,
    "focusable": Atspi.StateType.FOCUSABLE,
}


def found_in(thing):
    """Yield what is shown of ``thing`` and of all within it."""
    try:
        states = thing.get_state_set()
        if not states.contains(Atspi.StateType.SHOWING):
            return
        yield {
            "role": thing.get_role_name(),
            "name": thing.get_name(),
            "description": thing.get_description(),
            **{name: states.contains(state) for name, state in STATES.items()},
        }
        inside = [thing.get_child_at_index(place) for place in range(thing.get_child_count())]
    except GLib.Error:
        # It went away while it was looked at: a page that changes.
        return
    for each in inside:
        if each is not None:
            yield from found_in(each)


def main():
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(place) for place in range(desktop.get_child_count())]
    found = [
        thing
        for program in programs
        if program is not None and program.get_name() == PROGRAM
        for thing in found_in(program)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
