"""What questions about one thing have in common, and those about stretches of time."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.insights.asked import Question, Wrong, in_order, what_is_wrong
from sessiondesk.insights.frequency import three_months_ago
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_card import AskCard
from sessiondesk.ui.pages.trends_page.ask_record import (
    BEFORE,
    NOW,
    QUARTER,
    AskRecord,
    Stretch,
    Thing,
)
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.wording_windows import capitalised

WHAT = "what"
"""The chip of the thing that is asked about."""


class AskThing(AskCard):
    """A question about one thing, which is chosen with the chip ``WHAT``."""

    def __init__(
        self,
        name: str,
        theme: Theme,
        chips: Mapping[str, str],
        *,
        waits: bool = False,
        at_first: str = "",
    ) -> None:
        """Make an unasked card.

        Args:
            name: Tells it from the others.
            theme: The look in force.
            chips: What each chip of the sentence is, for a screen reader: "When".
            waits: Whether it is asked only when the person says so.
            at_first: Key of what is asked about at first, where it is in the record.
        """
        super().__init__(name, theme, chips, waits=waits)
        self._at_first = at_first
        self._what: Thing | None = None

    # What each kind of question says for itself.

    def _things(self, record: AskRecord) -> Sequence[Thing]:
        """Return what can be asked about; at least one."""
        raise NotImplementedError

    def _other_menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        """Return the menu of a chip other than ``WHAT``; asked only where there is one."""
        raise NotImplementedError

    def _choose_other(self, slot: str, value: object) -> None:
        """Take what was picked for a chip other than ``WHAT``."""
        raise NotImplementedError

    # What is the same for all of them.

    def _thing(self, record: AskRecord) -> Thing:
        """Return what is asked about."""
        return self._what or self._things(record)[0]

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        """Keep what is asked about, as it is called now."""
        things = self._things(record)
        keys = [self._at_first] if self._what is None else [self._what.key, self._at_first]
        found = {each.key: each for each in reversed(things)}
        self._what = next((found[key] for key in keys if key in found), things[0])

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot != WHAT:
            return self._other_menu(slot, chip, record)
        things = self._things(record)
        return ask_menus.of_things(chip, things, self._thing(record), self._picker(slot))

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value
        else:
            self._choose_other(slot, value)


class AskStretches(AskThing):
    """A question about one thing in one stretch of time, or in two."""

    def __init__(
        self,
        name: str,
        theme: Theme,
        chips: Mapping[str, str],
        *,
        stretches: Sequence[str],
        waits: bool = False,
        at_first: str = "",
    ) -> None:
        """Make an unasked card.

        Args:
            name: Tells it from the others.
            theme: The look in force.
            chips: What each chip of the sentence is, for a screen reader: "When".
            stretches: The chips of the stretches in the order of the sentence. At first the
                first of them is an earlier time, and another is now.
            waits: Whether it is asked only when the person says so.
            at_first: Key of what is asked about at first, where it is in the record.
        """
        super().__init__(name, theme, chips, waits=waits, at_first=at_first)
        self._stretches = stretches
        self._earlier = stretches[0]
        self._picked: dict[str, Stretch] = {}

    def _stretch(self, slot: str) -> Stretch:
        """Return the stretch of one chip."""
        return self._picked.get(slot, BEFORE if slot == self._earlier else NOW)

    def _newer_and_older(self, record: AskRecord) -> tuple[Period, Period] | str:
        """Return the days of the two stretches, or why they cannot be compared."""
        today = record.today
        picked = [self._stretch(slot) for slot in self._stretches]
        one, other = (each.period(today) for each in picked)
        now, then = in_order(one, other)
        names = [each.noun(today) for each in picked]
        match what_is_wrong(now, then):
            case Wrong.OVERLAP:
                return self.tr(
                    "{one} and {other} share days. Choose two stretches that do not."
                ).format(one=capitalised(names[0]), other=names[1])
            case Wrong.TOO_SHORT:
                short = names[0] if one.length <= other.length else names[1]
                return self.tr("{one} has fewer than 14 days. From 14 on I can compare.").format(
                    one=capitalised(short)
                )
            case _:
                return now, then

    def _compare(self, record: AskRecord, now: Period, then: Period) -> Question:
        """Return what is asked of the two stretches."""
        raise NotImplementedError

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        both = self._newer_and_older(record)
        return both if isinstance(both, str) else (self._compare(record, *both),)

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        """Begin three months ago, if the record goes back so far."""
        super()._settle_choices(record)
        is_long = record.first is not None and record.first <= three_months_ago(record.today).first
        self._picked.setdefault(self._earlier, QUARTER if is_long else BEFORE)

    @override
    def _other_menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        return ask_menus.of_stretches(chip, record, self._picker(slot), self._own_dates(slot))

    @override
    def _choose_other(self, slot: str, value: object) -> None:
        if isinstance(value, Stretch):
            self._picked[slot] = value
