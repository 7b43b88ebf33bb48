"""The safety plan: written on a calmer day, for a harder one.

Its parts follow the structure of Stanley and Brown (2012, Cognitive and Behavioral Practice
19:256-264), in our own words.
"""

from dataclasses import dataclass, field

from sessiondesk.domain.ids import SafetyPlanId

THE_ONE = SafetyPlanId("safety_plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """The plan, in the person's own words. There is one; every part may be empty.

    Attributes:
        warning_signs: How the person notices that it is getting hard.
        helps_me_wait: What helps to let time pass, alone.
        places_and_people: Places and people that distract.
        people_to_ask: People who can be asked for help, and how they are reached.
        professionals: Professionals and services, and how they are reached.
        safer_room: How the person makes the room safer.
        worth_living_for: What is worth living for.
        id: Identity: the same in every journal.
    """

    warning_signs: str = field(default="", repr=False)
    helps_me_wait: str = field(default="", repr=False)
    places_and_people: str = field(default="", repr=False)
    people_to_ask: str = field(default="", repr=False)
    professionals: str = field(default="", repr=False)
    safer_room: str = field(default="", repr=False)
    worth_living_for: str = field(default="", repr=False)
    id: SafetyPlanId = THE_ONE

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in any part."""
        return not any(
            part.strip()
            for part in (
                self.warning_signs,
                self.helps_me_wait,
                self.places_and_people,
                self.people_to_ask,
                self.professionals,
                self.safer_room,
                self.worth_living_for,
            )
        )
