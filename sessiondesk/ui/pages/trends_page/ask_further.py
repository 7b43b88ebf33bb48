"""The further questions: how much, which way, a turning point, and weekdays."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QMenu
from typing_extensions import override

from sessiondesk.insights.asked import (
    AskChange,
    AskTrend,
    AskTurn,
    AskWeekdays,
    Question,
    in_order,
)
from sessiondesk.ui.insight_names import quoted
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_card import AskCard
from sessiondesk.ui.pages.trends_page.ask_often import earlier, known
from sessiondesk.ui.pages.trends_page.ask_record import (
    BEFORE,
    NOW,
    AskRecord,
    Group,
    Stretch,
    Thing,
)
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.wording import days_from_to

_WEEKS: Final = (13, 26, 52)


class HowMuch(AskCard):
    """How much did a rating change from one stretch of time to another?"""

    def __init__(self, theme: Theme) -> None:
        roles = {"what": self.tr("What"), "than": self.tr("From when"), "when": self.tr("To when")}
        super().__init__("change", theme, roles, waits=True)
        self._what: Thing | None = None
        self._when = NOW
        self._than: Stretch | None = None

    @override
    def _pattern(self) -> str:
        return self.tr("How much did my {what} change from {than} to {when}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(record.rated, self._what)
        self._than = self._than or earlier(record)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what, than = self._chosen(record)
        return {
            "what": what.inside,
            "than": than.noun(record.today),
            "when": self._when.noun(record.today),
        }

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot == "what":
            what, _ = self._chosen(record)
            return ask_menus.of_things(chip, record.rated, what, self._picker(slot))
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
        what, than = self._chosen(record)
        today = record.today
        now, then = in_order(self._when.period(today), than.period(today))
        wrong = self._compared(now, then, (than.noun(today), self._when.noun(today)))
        return wrong or (AskChange(subject=what.key, now=now, then=then),)

    def _chosen(self, record: AskRecord) -> tuple[Thing, Stretch]:
        return self._what or record.rated[0], self._than or BEFORE


class WhichWay(AskCard):
    """Which way is a rating going over a longer time?"""

    def __init__(self, theme: Theme) -> None:
        roles = {"what": self.tr("What"), "over": self.tr("Over which time")}
        super().__init__("trend", theme, roles, waits=True)
        self._what: Thing | None = None
        self._over: int | Stretch = 0

    @override
    def _pattern(self) -> str:
        return self.tr("Which way is my {what} going {over}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(record.rated, self._what)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {"what": self._chosen(record).inside, "over": self._over_in_words(record)}

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        if slot == "what":
            what = self._chosen(record)
            return ask_menus.of_things(chip, record.rated, what, self._picker(slot))
        choices = [(_over(weeks, self), weeks) for weeks in (0, *_WEEKS)]
        menu = ask_menus.of_choices(chip, choices, self._over, self._picker(slot))
        menu.addSeparator()
        menu.addAction(self.tr("Own dates…")).triggered.connect(self._own_dates(slot))
        return menu

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value
        elif isinstance(value, int | Stretch):
            self._over = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what = self._chosen(record)
        if isinstance(self._over, Stretch):
            period = self._over.period(record.today)
            return (AskTrend(subject=what.key, first=period.first, last=period.last),)
        if self._over:
            first = record.today - timedelta(weeks=self._over) + timedelta(days=1)
            return (AskTrend(subject=what.key, first=first, last=record.today),)
        return (AskTrend(subject=what.key),)

    def _chosen(self, record: AskRecord) -> Thing:
        return self._what or record.rated[0]

    def _over_in_words(self, record: AskRecord) -> str:
        if isinstance(self._over, Stretch):
            days = days_from_to(self._over.period(record.today))
            return self.tr("from {days}").format(days=days)
        return _over(self._over, self)


class Turn(AskCard):
    """Was there a turning point? One date or none, and only because somebody asks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("turn", theme, {"what": self.tr("What")}, waits=True)
        self._what: Thing | None = None

    @override
    def _pattern(self) -> str:
        return self.tr("Was there a turning point in {what}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known((*record.rated, *record.results), self._what)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        what = self._chosen(record)
        if what.group is not Group.FORM:
            return {"what": self.tr("my {name}").format(name=what.inside)}
        is_own = what.key.startswith("form:")
        return {"what": quoted(what.name) if is_own else what.name}

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        things = (*record.rated, *record.results)
        return ask_menus.of_things(chip, things, self._chosen(record), self._picker(slot))

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        what = self._chosen(record)
        return (AskTurn(subject=what.key, results=what.results),)

    def _chosen(self, record: AskRecord) -> Thing:
        return self._what or record.rated[0]


class ByWeekday(AskCard):
    """Do the weekdays differ?"""

    def __init__(self, theme: Theme) -> None:
        super().__init__("weekday", theme, {"what": self.tr("What")}, waits=True)
        self._what: Thing | None = None

    @override
    def _pattern(self) -> str:
        return self.tr("Is my {what} different on some weekdays?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        self._what = known(record.rated, self._what)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        return {"what": self._chosen(record).inside}

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        what = self._chosen(record)
        return ask_menus.of_things(chip, record.rated, what, self._picker(slot))

    @override
    def _choose(self, slot: str, value: object) -> None:
        if isinstance(value, Thing):
            self._what = value

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        return (AskWeekdays(subject=self._chosen(record).key),)

    def _chosen(self, record: AskRecord) -> Thing:
        return self._what or record.rated[0]


def _over(weeks: int, card: AskCard) -> str:
    if not weeks:
        return card.tr("over the whole time")
    return card.tr("over the last {weeks} weeks").format(weeks=weeks)
