"""The diary card: the last week on one grid, a column for each day."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sessiondesk.domain.scale import About, Scale, ScaleKind
from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.prepsheet.card_material import DAYS, CardInput, CardPart, Practised, Tagged
from sessiondesk.prepsheet.card_words import CardWords
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.initials import in_text
from sessiondesk.prepsheet.sheet import Line

MOST_TAGS: Final = 6

_BLANK_ROWS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDay:
    """Heads a column.

    Attributes:
        day: The day.
        name: Its weekday; empty on a card to fill in by hand.
        short: Its date; empty on a card to fill in by hand.
    """

    day: date
    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One row of the grid.

    Attributes:
        key: Stable name of it, to switch it by.
        name: What it is; empty where it is written by hand.
        caption: What the program adds to the name; may be empty.
        cells: One for each day; empty where there is no answer, which is not zero.
        days: On how many days there is one; empty on a card to fill in by hand.
        is_own: Whether the name is the person's own words.
        is_on: Whether the person wants it on the card.
    """

    key: str
    name: str = field(repr=False)
    caption: str = ""
    cells: tuple[str, ...] = field(default=("",) * DAYS, repr=False)
    days: str = ""
    is_own: bool = False
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSection:
    """One part of the card.

    Attributes:
        id: Which one.
        title: Heads it.
        note: How it is read; may be empty.
        rows: Its rows of the grid.
        lines: Lines of words, each with its day as caption.
        blanks: How many empty lines to write on follow the words.
        is_on: Whether the person wants it on the card.
        is_private: Whether it stays private until it is put on by hand.
    """

    id: CardPart
    title: str
    note: str = ""
    rows: tuple[CardRow, ...] = ()
    lines: tuple[Line, ...] = ()
    blanks: int = 0
    is_on: bool = True
    is_private: bool = False

    @property
    def printed_rows(self) -> tuple[CardRow, ...]:
        """The rows that go on the card."""
        return tuple(row for row in self.rows if row.is_on)

    @property
    def printed_lines(self) -> tuple[Line, ...]:
        """The lines that go on the card."""
        return tuple(line for line in self.lines if line.is_on)

    @property
    def is_printed(self) -> bool:
        """Whether it goes on the card: switched on, and with something in it."""
        has_any = bool(self.printed_rows or self.printed_lines or self.blanks)
        return self.is_on and (has_any or self.id is CardPart.LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A diary card before it is measured.

    Attributes:
        on: Its date, the last of its days.
        title: "Diary card", in the language of the words.
        session: Which appointment it is for; may be empty.
        when: Which days they are.
        source: Where all of it comes from.
        days: The heads of the seven columns.
        days_head: Heads the column that counts days; empty on a card to fill in by hand.
        parts: All parts, those that are off included.
        note: How an empty field is read.
        continues: Put where a text was cut.
        foot: What kind of paper it is.
        foot_cut: The same, where not everything found room.
        page: The number of the page.
    """

    on: date
    title: str
    session: str
    when: str
    source: str
    days: tuple[CardDay, ...]
    days_head: str
    parts: tuple[CardSection, ...]
    note: str
    continues: str
    foot: str
    foot_cut: str
    page: str

    @property
    def printed(self) -> tuple[CardSection, ...]:
        """The parts that go on the card."""
        return tuple(part for part in self.parts if part.is_printed)

    @property
    def is_form(self) -> bool:
        """Whether it is to be filled in by hand."""
        return not self.days_head

    def part(self, id_: CardPart) -> CardSection:
        """Return one part, on or off."""
        return next(part for part in self.parts if part.id is id_)


def build(record: CardInput, words: CardWords, choice: Choice | None = None) -> Card:
    """Put a card together.

    Every row that could stand on it is in the result, with whether it does. Where the week
    has nothing at all, it is a form: the same rows, to be filled in by hand.

    Args:
        record: What the record says of the week.
        words: The program's words.
        choice: What is left out and put on. None: as it comes.
    """
    chosen = Choice() if choice is None else choice
    is_form = not _has_anything(record)
    period = record.period
    return Card(
        on=record.on,
        title=words.title(),
        session="" if record.coming is None else words.session_name(record.coming_number),
        when=words.week_of() if is_form else words.when(period),
        source=words.to_fill_in()
        if is_form
        else words.source(len(record.days_recorded & set(period.days())), period),
        days=tuple(
            CardDay(
                day=day,
                name="" if is_form else words.weekday(day),
                short="" if is_form else words.short_day(day),
            )
            for day in period.days()
        ),
        days_head="" if is_form else words.days_head(),
        parts=tuple(_part(id_, record, words, chosen, is_form=is_form) for id_ in CardPart),
        note="" if is_form else words.note(),
        continues=words.continues(),
        foot=words.foot(is_whole=True),
        foot_cut=words.foot(is_whole=False),
        page=words.page(),
    )


def _has_anything(record: CardInput) -> bool:
    practised = any(each.days for each in record.practices)
    return bool(record.days_recorded or practised or record.sessions)


def _part(
    id_: CardPart, record: CardInput, words: CardWords, choice: Choice, *, is_form: bool
) -> CardSection:
    is_private = id_ is CardPart.WORDS
    rows = tuple(_rows(id_, record, words))
    if id_ is CardPart.TAGS:
        few = choice.few([row.key for row in rows], MOST_TAGS)
        rows = tuple(replace(row, is_on=row.key in few) for row in rows)
    else:
        rows = tuple(replace(row, is_on=choice.has(row.key)) for row in rows)
    if is_form:
        blanks = _BLANK_ROWS if id_ in {CardPart.PRACTICES, CardPart.TAGS} else 0
        rows = tuple(replace(row, days="") for row in rows)
        rows += tuple(CardRow(key=f"{id_}:{n}", name="") for n in range(len(rows), blanks))
    return CardSection(
        id=id_,
        title=words.part_title(id_),
        note=words.part_note(id_, is_form=is_form),
        rows=rows,
        lines=_lines(record, words, choice) if is_private else (),
        is_on=choice.has(id_, is_private=is_private),
        is_private=is_private,
    )


def _rows(id_: CardPart, record: CardInput, words: CardWords) -> Iterator[CardRow]:
    """Yield the rows of a part; words and lines to write on have none."""
    match id_:
        case CardPart.RATINGS:
            scales = _scales(record, About.DAY, ScaleKind.RATING)
            yield from (_scale(scale, record, words) for scale in scales)
        case CardPart.NIGHTS:
            yield from _nights(record, words)
        case CardPart.THROUGH_THE_DAY:
            yield from _through_the_day(record, words)
        case CardPart.PRACTICES:
            yield from (_practice(each, record, words) for each in record.practices)
        case CardPart.TAGS:
            yield from (_tag(each, record, words) for each in record.tags)
        case CardPart.SESSIONS:
            yield from _sessions(record, words)


def _scales(record: CardInput, about: About, *kinds: ScaleKind) -> Sequence[Scale]:
    return [each for each in record.scales if each.about is about and each.kind in kinds]


def _scale(scale: Scale, record: CardInput, words: CardWords) -> CardRow:
    daily = record.daily.get(scale.id, {})

    def said(day: date) -> str:
        if scale.kind is ScaleKind.YES_NO:
            return words.yes_or_no(is_yes=daily[day] > 0)
        return words.value(daily[day])

    row = _row(f"scale:{scale.id}", scale.label, record, words, _Answers(daily, said))
    return replace(row, is_own=not scale.is_built_in)


def _nights(record: CardInput, words: CardWords) -> Iterator[CardRow]:
    hours, question = record.sleep_hours, record.sleep_question
    if record.asks_sleep_hours or hours:
        answers = _Answers(hours, lambda day: words.value(hours[day]))
        yield _row("sleep_hours", words.sleep_hours(), record, words, answers)
    for scale in _scales(record, About.NIGHT, ScaleKind.RATING, ScaleKind.YES_NO):
        yield _scale(scale, record, words)
    if record.asks_sleep_question or question:
        answers = _Answers(question, lambda day: words.slept(question[day]))
        yield _row("sleep_question", words.sleep_question(), record, words, answers)


def _through_the_day(record: CardInput, words: CardWords) -> Iterator[CardRow]:
    for scale in _scales(record, About.DAY, ScaleKind.YES_NO):
        yield _scale(scale, record, words)
    kept_from = record.interference
    if record.asks_interference or kept_from:
        answers = _Answers(kept_from, lambda day: words.kept_from(kept_from[day]))
        yield _row("interference", words.interference(), record, words, answers)


def _practice(item: Practised, record: CardInput, words: CardWords) -> CardRow:
    answers = _Answers(item.days, lambda day: words.done(item.days[day]))
    row = _row(f"practice:{item.practice.id}", item.practice.text, record, words, answers)
    return replace(row, caption=words.agreed(item.practice.days_a_week), is_own=True)


def _tag(item: Tagged, record: CardInput, words: CardWords) -> CardRow:
    answers = _Answers(item.days, lambda _: words.tagged())
    row = _row(f"tag:{item.tag.id}", item.tag.name, record, words, answers)
    return replace(row, is_own=True)


def _sessions(record: CardInput, words: CardWords) -> Iterator[CardRow]:
    days = {each.day for each in record.sessions}
    if days:
        yield CardRow(
            key="card:sessions_row",
            name=words.sessions(),
            cells=tuple(
                ", ".join(words.session(each) for each in record.sessions if each.day == day)
                for day in record.period.days()
            ),
        )


@dataclass(frozen=True, slots=True)
class _Answers:
    """The days that have an answer, and how it is said."""

    days: Container[date]
    said: Callable[[date], str]


def _row(key: str, name: str, record: CardInput, words: CardWords, answers: _Answers) -> CardRow:
    answered = [day in answers.days for day in record.period.days()]
    cells = zip(record.period.days(), answered, strict=True)
    return CardRow(
        key=f"card:{key}",
        name=name,
        cells=tuple(answers.said(day) if is_answered else "" for day, is_answered in cells),
        days=words.days_of(sum(answered)),
    )


def _lines(record: CardInput, words: CardWords, choice: Choice) -> tuple[Line, ...]:
    found = ((f"card:{each.key}", each) for each in record.words)
    return tuple(
        Line(key=key, text=each.text, caption=words.dated(each.day), is_on=choice.has(key))
        for key, each in found
    )


def with_names(card: Card, names: Sequence[PersonName]) -> Card:
    """Return ``card`` with initials in place of names, in all that the person wrote.

    Args:
        card: The card as it comes from the record.
        names: The names that are not to stand on paper.
    """
    return replace(card, parts=tuple(_part_with(part, names) for part in card.parts))


def _part_with(part: CardSection, names: Sequence[PersonName]) -> CardSection:
    return replace(
        part,
        rows=tuple(
            replace(row, name=in_text(row.name, names)) if row.is_own else row for row in part.rows
        ),
        lines=tuple(replace(line, text=in_text(line.text, names)) for line in part.lines),
    )
