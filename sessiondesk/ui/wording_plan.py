"""The words around the safety plan, for the page and for paper. QtCore only."""

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.safety_plan import SafetyPlan

PartName = Literal[
    "warning_signs",
    "helps_me_wait",
    "places_and_people",
    "people_to_ask",
    "professionals",
    "safer_room",
    "worth_living_for",
]

PARTS: Final[tuple[PartName, ...]] = (
    "warning_signs",
    "helps_me_wait",
    "places_and_people",
    "people_to_ask",
    "professionals",
    "safer_room",
    "worth_living_for",
)
"""The parts, in the order in which they help: alone first, then with others."""


def title(part: PartName) -> str:
    """Return what a part is called."""
    return {
        "warning_signs": _tr("Warning signs"),
        "helps_me_wait": _tr("Things that help me wait"),
        "places_and_people": _tr("Places and people that distract me"),
        "people_to_ask": _tr("People I can ask for help"),
        "professionals": _tr("My professionals"),
        "safer_room": _tr("How I make the room safer"),
        "worth_living_for": _tr("What is worth living for"),
    }[part]


def invitation(part: PartName) -> str:
    """Return the faint words that stand in a part with nothing in it."""
    return {
        "warning_signs": _tr("A thought, a mood, something I do: how do I notice it?"),
        "helps_me_wait": _tr("Small things I can do alone until it eases"),
        "places_and_people": _tr("Where I can go, and whom I can be with"),
        "people_to_ask": _tr("Names, and how I reach them"),
        "professionals": _tr("My therapist, my doctor, a clinic"),
        "safer_room": _tr("What I put out of reach, or whom I give it to"),
        "worth_living_for": _tr("People, animals, plans, anything that holds me"),
    }[part]


def text_of(plan: SafetyPlan, part: PartName) -> str:
    """Return what is written in a part."""
    return str(getattr(plan, part))


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_plan", text)
