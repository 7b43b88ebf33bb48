"""How often something was so: in two stretches of time, or on how many days a week."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.insights.asked import AskDays, Question, Wrong, what_is_wrong
from sessiondesk.insights.frequency import COUNTS_FROM
from sessiondesk.insights.material import SLEEP_INTERFERENCE
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_record import NOW, AskRecord, Group, Thing
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.pages.trends_page.ask_thing import WHAT, AskStretches
from sessiondesk.ui.theme import Theme

_OVERWHELM = "overwhelm"


class HowOften(AskStretches):
    """How often was it so in one stretch of time, compared with another?"""

    def __init__(self, theme: Theme) -> None:
        roles = {
            WHAT: self.tr("What"),
            "when": self.tr("When"),
            "than": self.tr("Compared with"),
        }
        super().__init__("often", theme, roles, stretches=("when", "than"), at_first=_OVERWHELM)

    @override
    def _pattern(self) -> str:
        return self.tr("How often {verb} {what} {when} compared with {than}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return record.counted

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what = self._thing(record)
        return {
            "verb": what.verb,
            WHAT: what.clause,
            "when": self._stretch("when").phrase(record.today),
            "than": self._stretch("than").noun(record.today),
        }

    @override
    def _compare(self, record: AskRecord, now: Period, then: Period) -> Question:
        return AskDays(subject=self._thing(record).key, now=now, then=then)


class DaysAWeek(AskStretches):
    """On how many days a week was it so?"""

    def __init__(self, theme: Theme) -> None:
        roles = {WHAT: self.tr("What"), "when": self.tr("When")}
        super().__init__("week", theme, roles, stretches=("when",), at_first=SLEEP_INTERFERENCE)

    @override
    def _pattern(self) -> str:
        return self.tr("On how many {days} a week {verb} {what} {when}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return record.counted

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what = self._thing(record)
        return {
            "days": self.tr("nights") if what.is_night else self.tr("days"),
            "verb": what.verb,
            WHAT: what.clause,
            "when": self._stretch("when").phrase(record.today),
        }

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        """Ask how it is now as well, where that is another time and both have days enough."""
        what = self._thing(record)
        period, now = self._stretch("when").period(record.today), NOW.period(record.today)
        alone = AskDays(subject=what.key, now=period)
        if what_is_wrong(now, period, shortest=1) is Wrong.OVERLAP:
            return (alone,)
        return AskDays(subject=what.key, now=now, then=period), alone


class AtOrMore(AskStretches):
    """How often was a rating at a number or more?"""

    def __init__(self, theme: Theme) -> None:
        roles = {
            WHAT: self.tr("What"),
            "number": self.tr("From which number on"),
            "when": self.tr("When"),
            "than": self.tr("Compared with"),
        }
        super().__init__("at_or_more", theme, roles, stretches=("when", "than"), waits=True)
        self._number = COUNTS_FROM + 1

    @override
    def _pattern(self) -> str:
        return self.tr("How often was my {what} at {number} or more {when} compared with {than}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return [each for each in record.counted if each.group is Group.RATING]

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {
            WHAT: self._thing(record).inside,
            "number": f"{self._number:g}",
            "when": self._stretch("when").phrase(record.today),
            "than": self._stretch("than").noun(record.today),
        }

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        """Offer the ratings as the sentence calls them, not as a question about days would."""
        if slot != WHAT:
            return super()._menu(slot, chip, record)
        choices = [(each.inside, each) for each in self._things(record)]
        return ask_menus.of_choices(chip, choices, self._thing(record), self._picker(slot))

    @override
    def _other_menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot != "number":
            return super()._other_menu(slot, chip, record)
        numbers = [(str(each), float(each)) for each in range(1, 11)]
        return ask_menus.of_choices(chip, numbers, self._number, self._picker(slot))

    @override
    def _choose_other(self, slot: str, value: object) -> None:
        if isinstance(value, float):
            self._number = value
        else:
            super()._choose_other(slot, value)

    @override
    def _compare(self, record: AskRecord, now: Period, then: Period) -> Question:
        what = self._thing(record)
        return AskDays(subject=what.key, now=now, then=then, at_least=self._number)
