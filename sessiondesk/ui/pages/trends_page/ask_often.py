"""How often something was so: in two stretches of time, or on how many days a week."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from sessiondesk.insights.asked import AskDays, Question, Wrong, in_order, what_is_wrong
from sessiondesk.insights.frequency import COUNTS_FROM, three_months_ago
from sessiondesk.insights.material import SLEEP_INTERFERENCE
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_card import AskCard
from sessiondesk.ui.pages.trends_page.ask_record import (
    BEFORE,
    NOW,
    QUARTER,
    AskRecord,
    Group,
    Stretch,
    Thing,
)
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.theme import Theme

_OVERWHELM = "overwhelm"


def earlier(record: AskRecord) -> Stretch:
    """Return what is compared with at first: three months ago, if the record goes back so far."""
    is_long = record.first is not None and record.first <= three_months_ago(record.today).first
    return QUARTER if is_long else BEFORE


def known(things: Sequence[Thing], thing: Thing | None, *wanted: str) -> Thing:
    """Return ``thing`` as it is called now, or what is asked about at first."""
    keys = [] if thing is None else [thing.key]
    for key in (*keys, *wanted):
        for each in things:
            if each.key == key:
                return each
    return things[0]


class HowOften(AskCard):
    """How often was it so in one stretch of time, compared with another?"""

    def __init__(self, theme: Theme) -> None:
        roles = {
            "what": self.tr("What"),
            "when": self.tr("When"),
            "than": self.tr("Compared with"),
        }
        super().__init__("often", theme, roles)
        self._what: Thing | None = None
        self._when: Stretch | None = None
        self._than = NOW

    @override
    def _pattern(self) -> str:
        return self.tr("How often {verb} {what} {when} compared with {than}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(record.counted, self._what, _OVERWHELM)
        self._when = self._when or earlier(record)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what, when = self._chosen(record)
        return {
            "verb": what.verb,
            "what": what.clause,
            "when": when.phrase(record.today),
            "than": self._than.noun(record.today),
        }

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot == "what":
            what, _ = self._chosen(record)
            return ask_menus.of_things(chip, record.counted, what, self._picker(slot))
        return self._stretches(slot, chip, record)

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value
        elif isinstance(value, Stretch) and slot == "when":
            self._when = value
        elif isinstance(value, Stretch):
            self._than = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what, when = self._chosen(record)
        today = record.today
        now, then = in_order(when.period(today), self._than.period(today))
        wrong = self._compared(now, then, (when.noun(today), self._than.noun(today)))
        return wrong or (AskDays(subject=what.key, now=now, then=then),)

    def _chosen(self, record: AskRecord) -> tuple[Thing, Stretch]:
        return self._what or record.counted[0], self._when or BEFORE


class DaysAWeek(AskCard):
    """On how many days a week was it so?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__("week", theme, {"what": self.tr("What"), "when": self.tr("When")})
        self._what: Thing | None = None
        self._when: Stretch | None = None

    @override
    def _pattern(self) -> str:
        return self.tr("On how many {days} a week {verb} {what} {when}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(record.counted, self._what, SLEEP_INTERFERENCE)
        self._when = self._when or earlier(record)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what, when = self._chosen(record)
        return {
            "days": self.tr("nights") if what.is_night else self.tr("days"),
            "verb": what.verb,
            "what": what.clause,
            "when": when.phrase(record.today),
        }

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot == "what":
            what, _ = self._chosen(record)
            return ask_menus.of_things(chip, record.counted, what, self._picker(slot))
        return self._stretches(slot, chip, record)

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value
        elif isinstance(value, Stretch):
            self._when = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        """Ask how it is now as well, where that is another time and both have days enough."""
        what, when = self._chosen(record)
        period, now = when.period(record.today), NOW.period(record.today)
        alone = AskDays(subject=what.key, now=period)
        if what_is_wrong(now, period, shortest=1) is Wrong.OVERLAP:
            return (alone,)
        return AskDays(subject=what.key, now=now, then=period), alone

    def _chosen(self, record: AskRecord) -> tuple[Thing, Stretch]:
        return self._what or record.counted[0], self._when or BEFORE


class AtOrMore(AskCard):
    """How often was a rating at a number or more?"""

    def __init__(self, theme: Theme) -> None:
        roles = {
            "what": self.tr("What"),
            "number": self.tr("From which number on"),
            "when": self.tr("When"),
            "than": self.tr("Compared with"),
        }
        super().__init__("at_or_more", theme, roles, waits=True)
        self._what: Thing | None = None
        self._number = COUNTS_FROM + 1
        self._when: Stretch | None = None
        self._than = NOW

    @override
    def _pattern(self) -> str:
        return self.tr("How often was my {what} at {number} or more {when} compared with {than}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(_ratings(record), self._what)
        self._when = self._when or earlier(record)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what, when = self._chosen(record)
        return {
            "what": what.inside,
            "number": f"{self._number:g}",
            "when": when.phrase(record.today),
            "than": self._than.noun(record.today),
        }

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot == "what":
            what, _ = self._chosen(record)
            choices = [(each.inside, each) for each in _ratings(record)]
            return ask_menus.of_choices(chip, choices, what, self._picker(slot))
        if slot == "number":
            numbers = [(str(each), float(each)) for each in range(1, 11)]
            return ask_menus.of_choices(chip, numbers, self._number, self._picker(slot))
        return self._stretches(slot, chip, record)

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value
        elif isinstance(value, float):
            self._number = value
        elif isinstance(value, Stretch) and slot == "when":
            self._when = value
        elif isinstance(value, Stretch):
            self._than = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what, when = self._chosen(record)
        today = record.today
        now, then = in_order(when.period(today), self._than.period(today))
        wrong = self._compared(now, then, (when.noun(today), self._than.noun(today)))
        return wrong or (AskDays(subject=what.key, now=now, then=then, at_least=self._number),)

    def _chosen(self, record: AskRecord) -> tuple[Thing, Stretch]:
        return self._what or _ratings(record)[0], self._when or BEFORE


def _ratings(record: AskRecord) -> Sequence[Thing]:
    return [each for each in record.counted if each.group is Group.RATING]
