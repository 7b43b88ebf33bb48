"""What the program asks, as data: scales, choices and the words around them.

A record keeps only the ids found here, never the wording, so that a question can be said
better, or in another language, without touching anything that was answered.
"""

from dataclasses import dataclass
from typing import Literal

from sessiondesk.domain.prompt_parts import Choice, require_id, require_text, require_unique
from sessiondesk.domain.record_prompts import (
    AfterSessionPrompts,
    OpenerPrompts,
    PatternPrompts,
    SignPrompts,
    WarningSignPrompts,
)
from sessiondesk.domain.review_prompts import HardOrNotRightPrompts, ReviewPrompts, StepPrompts
from sessiondesk.domain.sheet_prompts import ThinSheetPrompts


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedChoice:
    """One answer of several that run from nothing to much.

    Attributes:
        value: Place in the order, from 0 (not at all).
        id: What is kept: ASCII, unique in its list, never changed and never reused.
        text: What the person reads.
    """

    value: int
    id: str
    text: str

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedQuestion:
    """A question whose answers run from nothing to much.

    Attributes:
        question: What the person reads.
        choices: The answers, weakest first; their values are 0, 1, 2 and so on.
        counts_from: The value from which the day, or the night, counts as one with it.
        areas: Where in life it was, if that is asked as well; empty where it is not.
    """

    question: str
    choices: tuple[GradedChoice, ...]
    counts_from: int
    areas: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.question)
        require_unique(each.id for each in self.choices)
        require_unique(each.id for each in self.areas)
        values = [each.value for each in self.choices]
        if values != list(range(len(values))):
            raise ValueError("the values of the choices are not 0, 1, 2 and so on")
        if self.counts_from not in values[1:]:
            raise ValueError("counts_from is not the value of a choice above the first")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePrompt:
    """A built-in rating from 0 to 10.

    Attributes:
        id: What a reading refers to: ASCII, unique, never changed and never reused.
        label: The scale's name, for charts and lists.
        question: What the person reads when rating.
        low_text: What 0 means, in full.
        middle_text: What 5 means; empty where the middle has no words of its own.
        high_text: What 10 means, in full.
        low_short: What 0 means, short enough for the end of an axis.
        high_short: What 10 means, short enough for the end of an axis.
        better: Which direction is the wished-for one.
        none_at_zero: Whether 0 is a true nothing; only then may a percentage be said.
        on_by_default: Whether a new journal asks it.
        about_night: Whether it is about the night before rather than the day.
    """

    id: str
    label: str
    question: str
    low_text: str
    middle_text: str = ""
    high_text: str
    low_short: str
    high_short: str
    better: Literal["higher", "lower"]
    none_at_zero: bool
    on_by_default: bool
    about_night: bool

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(
            self.label,
            self.question,
            self.low_text,
            self.high_text,
            self.low_short,
            self.high_short,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPrompt:
    """The question about hours slept in the night before.

    Attributes:
        question: What the person reads.
        step: The distance between two answers, in hours, above 0.
        on_by_default: Whether a new journal asks it.
    """

    question: str
    step: float
    on_by_default: bool

    def __post_init__(self) -> None:
        require_text(self.question)
        if not self.step > 0:
            raise ValueError("the step is not above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePrompt:
    """The question about having tried something from therapy.

    Attributes:
        question: What the person reads first.
        choices: The answers, from no to yes.
        follow_up: Asked after any answer but the first.
    """

    question: str
    choices: tuple[Choice, ...]
    follow_up: str

    def __post_init__(self) -> None:
        require_text(self.question, self.follow_up)
        require_unique(each.id for each in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A large feeling with the finer words it opens into.

    Attributes:
        id: What is kept when only the large word is picked; unique among all feelings.
        label: The large word.
        words: The finer words; their ids are unique among all feelings as well.
    """

    id: str
    label: str
    words: tuple[Choice, ...]

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapySessionPrompts:
    """The words for writing down a therapy session.

    Attributes:
        title: Heads the page after a session.
        when: Names the field for date and time.
        length: Names the field for the length.
        places: In person, by video, by phone.
        outcomes: What became of the appointment.
        topics: Asks what was talked about.
        keep: Asks for the one sentence to keep.
        agreed: Asks what was agreed.
        left_open: Asks what was left open.
    """

    title: str
    when: str
    length: str
    places: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    topics: str
    keep: str
    agreed: str
    left_open: str

    def __post_init__(self) -> None:
        require_text(
            self.title,
            self.when,
            self.length,
            self.topics,
            self.keep,
            self.agreed,
            self.left_open,
        )
        require_unique(each.id for each in self.places)
        require_unique(each.id for each in self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalKind:
    """Short-term or long-term.

    Attributes:
        id: What is kept.
        label: What the person reads.
        horizon: How far away such a goal lies, in words.
    """

    id: str
    label: str
    horizon: str

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.label, self.horizon)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRatingPrompt:
    """How a person says how close a goal is, from 0 to 10.

    Attributes:
        question: What the person reads.
        low_text: What 0 means.
        high_text: What 10 means.
        every_weeks: How often it is asked, in weeks, 1 or more.
    """

    question: str
    low_text: str
    high_text: str
    every_weeks: int

    def __post_init__(self) -> None:
        require_text(self.question, self.low_text, self.high_text)
        if self.every_weeks < 1:
            raise ValueError("every_weeks is below 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalTemplate:
    """An example of a wish made into a goal.

    Attributes:
        kind: The id of the kind of goal.
        vague: The wish, as it usually comes.
        specific: The same as something one can tell apart from not having done it.
    """

    kind: str
    vague: str
    specific: str

    def __post_init__(self) -> None:
        require_text(self.vague, self.specific)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPrompts:
    """The words for goals.

    Attributes:
        title: Heads the page.
        kinds: Short-term and long-term.
        shape: A pattern sentence to fill in.
        rating: How close the goal is.
        templates: Wishes made into goals, to start from.
        check: Questions to hold a goal against before keeping it.
        on_reached: Said when a goal is reached; ``{date}`` stands for the day it was written.
    """

    title: str
    kinds: tuple[GoalKind, ...]
    shape: str
    rating: GoalRatingPrompt
    templates: tuple[GoalTemplate, ...]
    check: tuple[str, ...]
    on_reached: str

    def __post_init__(self) -> None:
        require_text(self.title, self.shape, *self.check)
        kinds = [each.id for each in self.kinds]
        require_unique(kinds)
        if any(each.kind not in kinds for each in self.templates):
            raise ValueError("a template is of a kind that does not exist")
        if "{date}" not in self.on_reached:
            raise ValueError("on_reached has no place for the {date}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """Everything the program asks, in one language.

    Attributes:
        language: Language code of the wording, such as ``en``.
        checkin_title: Heads the check-in.
        scales: The built-in ratings, in the order they are offered.
        sleep_hours: Hours slept.
        sleep_interference: Whether anxiety got in the way of sleep.
        interference: Whether how it felt kept the person from something, and in which area.
        practice: Whether something from therapy was tried.
        body_question: Asks where it was in the body.
        body: The places and signs to pick from.
        feelings_question: Asks for words for feelings.
        feelings_hint: How to pick them.
        feelings: The families, each with its finer words.
        tags_question: Asks what was going on.
        starter_tags: Names of tags to begin with. They become the person's own tags when
            used, so they are kept as text and have no ids.
        note_question: Asks for the note.
        note_placeholders: Beginnings shown in the empty note, one at a time.
        therapy_sessions: The words for writing down a therapy session.
        goals: The words for goals.
        after_session: What is asked after a session, for the person alone.
        pattern: The words for patterns.
        signs: Small signs of progress.
        warning_signs: What is worth a closer look.
        openers: Sentences to start a conversation with.
        hard_or_not_right: Six questions with two sides.
        steps: What can be done when nothing moves.
        review: The words around a progress review.
        thin_sheet: A few questions for a prep sheet where the record is thin.
        wondering: That asking is part of it.
        disclaimer_short: What the program is not.
        with_insights: What to keep in mind beside anything that goes together.
    """

    language: str
    checkin_title: str
    scales: tuple[ScalePrompt, ...]
    sleep_hours: HoursPrompt
    sleep_interference: GradedQuestion
    interference: GradedQuestion
    practice: PracticePrompt
    body_question: str
    body: tuple[Choice, ...]
    feelings_question: str
    feelings_hint: str
    feelings: tuple[Family, ...]
    tags_question: str
    starter_tags: tuple[str, ...]
    note_question: str
    note_placeholders: tuple[str, ...]
    therapy_sessions: TherapySessionPrompts
    goals: GoalPrompts
    after_session: AfterSessionPrompts
    pattern: PatternPrompts
    signs: SignPrompts
    warning_signs: WarningSignPrompts
    openers: OpenerPrompts
    hard_or_not_right: HardOrNotRightPrompts
    steps: StepPrompts
    review: ReviewPrompts
    thin_sheet: ThinSheetPrompts
    wondering: str
    disclaimer_short: str
    with_insights: str

    def __post_init__(self) -> None:
        require_text(
            self.language,
            self.checkin_title,
            self.body_question,
            self.feelings_question,
            self.feelings_hint,
            self.tags_question,
            *self.starter_tags,
            self.note_question,
            *self.note_placeholders,
            self.wondering,
            self.disclaimer_short,
            self.with_insights,
        )
        require_unique(each.id for each in self.scales)
        require_unique(each.id for each in self.body)
        require_unique(self.starter_tags)
        # A large word and a finer one are kept side by side, so they share one list of ids.
        families = [each.id for each in self.feelings]
        require_unique([*families, *(w.id for each in self.feelings for w in each.words)])
