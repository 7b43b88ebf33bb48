"""The further questions: how much, which way, a turning point, and weekdays."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.insights.asked import AskChange, AskTrend, AskTurn, AskWeekdays, Question
from sessiondesk.ui.insight_names import quoted
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_record import AskRecord, Group, Stretch, Thing
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.pages.trends_page.ask_thing import WHAT, AskStretches, AskThing
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.wording import days_from_to

_WEEKS: Final = (13, 26, 52)


class HowMuch(AskStretches):
    """How much did a rating change from one stretch of time to another?"""

    def __init__(self, theme: Theme) -> None:
        roles = {WHAT: self.tr("What"), "than": self.tr("From when"), "when": self.tr("To when")}
        super().__init__("change", theme, roles, stretches=("than", "when"), waits=True)

    @override
    def _pattern(self) -> str:
        return self.tr("How much did my {what} change from {than} to {when}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return record.rated

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {
            WHAT: self._thing(record).inside,
            "than": self._stretch("than").noun(record.today),
            "when": self._stretch("when").noun(record.today),
        }

    @override
    def _compare(self, record: AskRecord, now: Period, then: Period) -> Question:
        return AskChange(subject=self._thing(record).key, now=now, then=then)


class WhichWay(AskThing):
    """Which way is a rating going over a longer time?"""

    def __init__(self, theme: Theme) -> None:
        roles = {WHAT: self.tr("What"), "over": self.tr("Over which time")}
        super().__init__("trend", theme, roles, waits=True)
        self._over: int | Stretch = 0

    @override
    def _pattern(self) -> str:
        return self.tr("Which way is my {what} going {over}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return record.rated

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {WHAT: self._thing(record).inside, "over": self._over_in_words(record)}

    @override
    def _other_menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        choices = [(self._lately(weeks), weeks) for weeks in (0, *_WEEKS)]
        menu = ask_menus.of_choices(chip, choices, self._over, self._picker(slot))
        menu.addSeparator()
        menu.addAction(self.tr("Own dates…")).triggered.connect(self._own_dates(slot))
        return menu

    @override
    def _choose_other(self, slot: str, value: object) -> None:
        if isinstance(value, int | Stretch):
            self._over = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what = self._thing(record)
        if isinstance(self._over, Stretch):
            period = self._over.period(record.today)
            return (AskTrend(subject=what.key, first=period.first, last=period.last),)
        if self._over:
            first = record.today - timedelta(weeks=self._over) + timedelta(days=1)
            return (AskTrend(subject=what.key, first=first, last=record.today),)
        return (AskTrend(subject=what.key),)

    def _over_in_words(self, record: AskRecord) -> str:
        if isinstance(self._over, Stretch):
            days = days_from_to(self._over.period(record.today))
            return self.tr("from {days}").format(days=days)
        return self._lately(self._over)

    def _lately(self, weeks: int) -> str:
        if not weeks:
            return self.tr("over the whole time")
        return self.tr("over the last {weeks} weeks").format(weeks=weeks)


class Turn(AskThing):
    """Was there a turning point? One date or none, and only because somebody asks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("turn", theme, {WHAT: self.tr("What")}, waits=True)

    @override
    def _pattern(self) -> str:
        return self.tr("Was there a turning point in {what}?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return (*record.rated, *record.results)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what = self._thing(record)
        if what.group is not Group.FORM:
            return {WHAT: self.tr("my {name}").format(name=what.inside)}
        is_own = what.key.startswith("form:")
        return {WHAT: quoted(what.name) if is_own else what.name}

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what = self._thing(record)
        return (AskTurn(subject=what.key, results=what.results),)


class ByWeekday(AskThing):
    """Do the weekdays differ?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__("weekday", theme, {WHAT: self.tr("What")}, waits=True)

    @override
    def _pattern(self) -> str:
        return self.tr("Is my {what} different on some weekdays?")

    @override
    def _things(self, record: AskRecord) -> Sequence[Thing]:
        return record.rated

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {WHAT: self._thing(record).inside}

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        return (AskWeekdays(subject=self._thing(record).key),)
