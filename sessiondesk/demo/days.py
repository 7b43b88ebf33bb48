"""The made-up days: a slow way up with a hard month in it, gaps, and much that is only chance."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sessiondesk.demo import words
from sessiondesk.demo.dice import Deck, Dice
from sessiondesk.demo.told import AWAY_WEEKS, HARD_WEEKS
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
)
from sessiondesk.domain.ids import CheckInId, ScaleId, TagId
from sessiondesk.domain.scale import HIGHEST, LOWEST

TAG_NAMES: Final = (
    "worked",
    "day off",
    "therapy day",
    "outdoors",
    "moved my body",
    "saw friends",
    "family",
    "alone most of the day",
    "deadline",
    "screen late",
    "said no",
    "asked for help",
    "hard news",
    "travel",
    "ill or in pain",
)

_AWAY_DAYS: Final = range(151, 161)
"""Days from the first session: at the sea, without a single check-in."""
_SILENT_DAYS: Final = range(222, 227)
"""In the hard month nothing was written for five days."""
_ILL_DAYS: Final = range(96, 101)

_HEAVY: Final = (
    Feeling(family="afraid", word="worried"),
    Feeling(family="afraid", word="on_edge"),
    Feeling(family="afraid", word="dreading"),
    Feeling(family="sad", word="down"),
    Feeling(family="sad", word="lonely"),
    Feeling(family="ashamed", word="not_good_enough"),
    Feeling(family="ashamed", word="small"),
    Feeling(family="overwhelmed", word="swamped"),
    Feeling(family="overwhelmed", word="at_my_limit"),
    Feeling(family="angry", word="irritated"),
    Feeling(family="flat", word="drained"),
    Feeling(family="flat"),
)
_LIGHT: Final = (
    Feeling(family="calm", word="settled"),
    Feeling(family="calm", word="relieved"),
    Feeling(family="glad", word="content"),
    Feeling(family="glad", word="grateful"),
    Feeling(family="glad", word="amused"),
    Feeling(family="close", word="understood"),
    Feeling(family="strong", word="capable"),
    Feeling(family="strong", word="brave"),
    Feeling(family="calm"),
)
_TENSE_BODY: Final = (
    "tight_chest",
    "racing_heart",
    "knotted_stomach",
    "tight_jaw",
    "tight_shoulders",
    "headache",
    "bone_tired",
)
_EASY_BODY: Final = ("calm_body", "warm_and_loose", "light")
# How much strain it takes for each answer; chosen for a plausible share of each.
_NIGHTS: Final = (
    (6.4, SleepInterference.KEPT_AWAKE),
    (4.6, SleepInterference.CLEARLY),
    (3.0, SleepInterference.A_LITTLE),
    (-math.inf, SleepInterference.NO),
)
_KEPT_FROM: Final = (
    (5.2, Interference.COULD_NOT),
    (3.8, Interference.PUT_OFF),
    (2.4, Interference.COST_MORE),
    (-math.inf, Interference.NO),
)
_HEAVY_BELOW: Final = 4.2
_LIGHT_ABOVE: Final = 6.2
_SATURDAY: Final = 5
_DREADED: Final = frozenset({0, 6})
"""Monday, and the day on which it is thought of."""
_BAD_NIGHTS: Final = (35.5, 40.0)
"""From which week to which worry kept coming at night."""
_NEW_TEAM: Final = (41.0, 47.0)
_TIRED_AFTER: Final = {1: 0.6, 2: 0.3}
"""How much lower the days after a session are, by days since."""
_AREAS: Final = ("work", "home", "people", "enjoyment", "self_care")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weather:
    """How a day is, before it is put into numbers.

    Attributes:
        mood: From 0 to 10, not rounded.
        anxiety: Likewise.
        energy: Likewise.
        overwhelm: Likewise.
        sleep: Hours, not rounded.
        hardness: 0 in ordinary weeks, 1 in the middle of the hard month.
        lift: By how much the day is better than the days around it, in points of mood.
        worry: By how much it is more anxious than those, likewise.
        at_night: How much more than usual worry comes at night.
    """

    mood: float
    anxiety: float
    energy: float
    overwhelm: float
    sleep: float
    hardness: float
    lift: float
    worry: float
    at_night: float


class Days:
    """Makes the check-ins of the year."""

    def __init__(
        self,
        dice: Dice,
        *,
        first: date,
        last: date,
        at: Callable[[date, int, int], datetime],
        tags: Mapping[str, TagId],
    ) -> None:
        """Take what the year is made of.

        Args:
            dice: Chance.
            first: Day of the first session; the first day of the record.
            last: The last day with a check-in.
            at: Makes the moment of a day, an hour and a minute.
            tags: The tags by name, at least those of ``TAG_NAMES``.
        """
        self._dice = dice
        self._first = first
        self._last = last
        # Since the last session something went well and something did not, so that a sheet
        # made from this year has both to show.
        self._lately = {
            last - timedelta(days=1): NoteLine(
                text="Said on the second day that it had hurt me. It took one minute.",
                kind=LineKind.WIN,
            ),
            last - timedelta(days=2): NoteLine(
                text="Three short nights before the big meeting.", kind=LineKind.HURDLE
            ),
        }
        self._at = at
        self._tags = tags
        self._drift = 0.0
        self._hard_told = 0
        self._heavy = Deck(dice, words.HEAVY_DAYS)
        self._middling = Deck(dice, words.MIDDLING_DAYS)
        self._light = Deck(dice, words.LIGHT_DAYS)
        self._thoughts = Deck(dice, words.THOUGHTS)
        self._wins = Deck(dice, words.WINS)
        self._hurdles = Deck(dice, words.HURDLES)

    def checkins(self) -> Iterator[CheckIn]:
        """Yield the check-ins, oldest first."""
        for n in range((self._last - self._first).days + 1):
            day = self._first + timedelta(days=n)
            weather = self._weather(n, day)
            is_recorded = self._dice.chance(0.86) or day in self._lately
            if n in _AWAY_DAYS or n in _SILENT_DAYS or not is_recorded:
                continue
            if self._dice.chance(0.13):
                yield self._morning(day, weather)
            yield self._evening(n, day, weather)

    def _weather(self, n: int, day: date) -> _Weather:
        dice = self._dice
        week = n / 7
        # Half of the way is made by the middle of the year; there is never a day on which
        # it turns.
        progress = 1 / (1 + math.exp((26 - week) / 9))
        hardness = max(0.0, 1 - abs(week - (HARD_WEEKS[0] + HARD_WEEKS[-1]) / 2) / 3.2)
        self._drift = 0.55 * self._drift + dice.around(0.85)
        drift = self._drift - (1.2 if n in _ILL_DAYS else 0)
        dread = 0.7 if day.weekday() in _DREADED else 0
        tired = _TIRED_AFTER.get(n % 7, 0) if n // 7 not in AWAY_WEEKS else 0
        lift = drift - dread - tired
        sleep = 6.2 + 0.8 * progress - 0.9 * hardness + dice.around(0.8)
        rest = 0.35 * (sleep - 6.6)
        worry = dread - 0.6 * drift - rest + dice.around(0.7)
        team = _at(week, _NEW_TEAM)
        return _Weather(
            mood=4.3 + 2.3 * progress - 1.9 * hardness - 0.3 * team + lift + rest,
            anxiety=6.5 - 2.7 * progress + 1.9 * hardness + 1.9 * team + worry,
            energy=4.4 + 1.5 * progress - 1.3 * hardness + 0.7 * drift + rest + dice.around(0.7),
            overwhelm=5.9 - 2.2 * progress + 2.2 * hardness - 0.6 * drift + dice.around(0.8),
            sleep=sleep,
            hardness=hardness,
            lift=lift,
            worry=worry,
            at_night=2.2 * _at(week, _BAD_NIGHTS),
        )

    def _morning(self, day: date, weather: _Weather) -> CheckIn:
        minute = int(self._dice.between(0, 60))
        ratings = {
            ScaleId("mood"): _rating(weather.mood + self._dice.around(0.8)),
            ScaleId("anxiety"): _rating(weather.anxiety + 0.5 + self._dice.around(0.8)),
        }
        return CheckIn(
            id=CheckInId(self._dice.new_id()),
            felt_at=self._at(day, self._dice.pick((7, 8)), minute),
            day=day,
            ratings=ratings,
        )

    def _evening(self, n: int, day: date, weather: _Weather) -> CheckIn:
        dice = self._dice
        asked = {
            "mood": weather.mood,
            "anxiety": weather.anxiety,
            "energy": weather.energy,
            "overwhelm": weather.overwhelm,
        }
        ratings = {
            ScaleId(scale): _rating(value)
            for scale, value in asked.items()
            if dice.chance(0.96 if scale in {"mood", "anxiety"} else 0.9)
        }
        is_late = dice.chance(0.05)
        moment = self._at(
            day + timedelta(days=1) if is_late else day,
            0 if is_late else dice.pick((19, 20, 21, 21, 22, 22)),
            int(dice.between(0, 60)),
        )
        interference = self._interference(weather)
        did_keep = interference in {Interference.PUT_OFF, Interference.COULD_NOT}
        return CheckIn(
            id=CheckInId(dice.new_id()),
            felt_at=moment,
            day=day,
            ratings=ratings,
            sleep_hours=_half_hours(weather.sleep) if dice.chance(0.9) else None,
            sleep_interference=self._sleep_interference(weather),
            interference=interference,
            interference_areas=frozenset({dice.pick(_AREAS)} if did_keep else ()),
            feelings=self._feelings(weather),
            body=self._body(weather),
            tags=self._day_tags(n, day, weather),
            lines=(*self._lines(weather), *self._told_lately(day)),
        )

    def _sleep_interference(self, weather: _Weather) -> SleepInterference | None:
        if not self._dice.chance(0.8):
            return None
        strain = weather.anxiety + weather.at_night - (weather.sleep - 6) + self._dice.around(1)
        return next(answer for above, answer in _NIGHTS if strain > above)

    def _interference(self, weather: _Weather) -> Interference | None:
        if not self._dice.chance(0.75):
            return None
        strain = (weather.anxiety + weather.overwhelm - weather.mood) / 2 + self._dice.around(0.8)
        return next(answer for above, answer in _KEPT_FROM if strain > above)

    def _feelings(self, weather: _Weather) -> frozenset[Feeling]:
        if not self._dice.chance(0.55):
            return frozenset()
        is_heavy = self._dice.chance(0.5 + 0.14 * (5 - weather.mood))
        pool = _HEAVY if is_heavy else _LIGHT
        return frozenset({self._dice.pick(pool), self._dice.pick(pool)})

    def _body(self, weather: _Weather) -> frozenset[str]:
        if not self._dice.chance(0.3):
            return frozenset()
        is_tense = self._dice.chance(0.15 * weather.anxiety)
        return frozenset({self._dice.pick(_TENSE_BODY if is_tense else _EASY_BODY)})

    def _day_tags(self, n: int, day: date, weather: _Weather) -> frozenset[TagId]:
        chance = self._dice.chance
        is_weekend = day.weekday() >= _SATURDAY
        better = max(0.0, weather.mood - 4) / 4
        lift, worry = (min(1.0, max(-1.0, each)) for each in (weather.lift, weather.worry))
        is_set = {
            "worked": not is_weekend and n not in _ILL_DAYS and chance(0.92),
            "day off": is_weekend and chance(0.7),
            "therapy day": n % 7 == 0 and chance(0.9),
            "outdoors": chance(0.22 + 0.3 * better),
            "moved my body": chance(0.15 + 0.2 * better),
            "saw friends": chance((0.4 if is_weekend else 0.2) * (1 + lift)),
            "family": chance(0.1 + 0.3 * weather.hardness),
            "alone most of the day": is_weekend and chance(0.45 - 0.25 * better),
            "deadline": not is_weekend and chance(0.18 * (1 + worry) + 0.1 * weather.hardness),
            "screen late": chance(0.42 - 0.25 * better),
            "said no": chance(0.03 + 0.06 * better),
            "asked for help": chance(0.03 + 0.05 * better),
            "hard news": weather.hardness > 0 and chance(0.12),
            "travel": chance(0.02),
            "ill or in pain": n in _ILL_DAYS,
        }
        return frozenset(self._tags[name] for name, is_on in is_set.items() if is_on)

    def _lines(self, weather: _Weather) -> Iterator[NoteLine]:
        dice = self._dice
        if dice.chance(0.42):
            yield NoteLine(text=self._plain(weather))
        if dice.chance(0.14):
            yield NoteLine(text=self._thoughts.draw(), kind=LineKind.THOUGHT)
        if dice.chance(0.07 + 0.025 * max(0.0, weather.mood - 3)):
            yield NoteLine(text=self._wins.draw(), kind=LineKind.WIN)
        if dice.chance(0.05 + 0.02 * max(0.0, weather.anxiety - 3)):
            yield NoteLine(text=self._hurdles.draw(), kind=LineKind.HURDLE)

    def _told_lately(self, day: date) -> Iterator[NoteLine]:
        if day in self._lately:
            yield self._lately[day]

    def _plain(self, weather: _Weather) -> str:
        if weather.hardness and self._hard_told < len(words.HARD_MONTH):
            self._hard_told += 1
            return words.HARD_MONTH[self._hard_told - 1]
        if weather.mood < _HEAVY_BELOW:
            return self._heavy.draw()
        return (self._light if weather.mood > _LIGHT_ABOVE else self._middling).draw()


def _at(week: float, stretch: tuple[float, float]) -> float:
    """Return 1 in those weeks, and less and less within a week around them."""
    first, last = stretch
    return max(0.0, 1 - max(0.0, first - week, week - last))


def _rating(value: float) -> float:
    return float(min(HIGHEST, max(LOWEST, round(value))))


def _half_hours(value: float) -> float:
    return min(10.0, max(2.5, round(value * 2) / 2))
