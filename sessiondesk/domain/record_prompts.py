"""What is asked around a session and over the months, as data."""

from dataclasses import dataclass

from sessiondesk.domain.prompt_parts import Choice, require_id, require_text, require_unique


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSessionPrompts:
    """What a person is asked after a session. All of it stays private.

    Attributes:
        arriving_question: Asks for the mood on the way there, 0 to 10.
        leaving_question: Asks for the mood when leaving, 0 to 10, with words for it.
        next_day_question: Asks for the mood the day after, 0 to 10.
        day_after: How that day was, in words.
        fit_intro: Introduces the six sentences about the session.
        fit_items: The sentences, each answered from 0 (not at all) to 10 (fully).
        held_back_question: Asks whether something was held back.
        held_back: Its answers.
        held_back_what: Asks what it was.
        held_back_why: Reasons to pick from.
        first_said_question: Asks what was said aloud for the first time.
        same_ground_question: Asks whether it was ground covered before.
        same_ground: Its answers.
        about_the_time_question: Asks about the way the session went.
        about_the_time: What there can have been about it.
    """

    arriving_question: str
    leaving_question: str
    next_day_question: str
    day_after: tuple[Choice, ...]
    fit_intro: str
    fit_items: tuple[Choice, ...]
    held_back_question: str
    held_back: tuple[Choice, ...]
    held_back_what: str
    held_back_why: tuple[Choice, ...]
    first_said_question: str
    same_ground_question: str
    same_ground: tuple[Choice, ...]
    about_the_time_question: str
    about_the_time: tuple[Choice, ...]

    def __post_init__(self) -> None:
        require_text(
            self.arriving_question,
            self.leaving_question,
            self.next_day_question,
            self.fit_intro,
            self.held_back_question,
            self.held_back_what,
            self.first_said_question,
            self.same_ground_question,
            self.about_the_time_question,
        )
        for choices in (
            self.day_after,
            self.fit_items,
            self.held_back,
            self.held_back_why,
            self.same_ground,
            self.about_the_time,
        ):
            require_unique(each.id for each in choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPrompts:
    """The words for patterns.

    Attributes:
        question: Asks whether this is something the person begins to recognise.
        make: Asks for a name.
        sets_off: Label of what sets it off.
        notice_first: Label of what is noticed first.
        what_i_do: Label of what the person does.
        may_protect: Label of what it may be protecting.
        rather_do: Label of what the person would rather do.
    """

    question: str
    make: str
    sets_off: str
    notice_first: str
    what_i_do: str
    may_protect: str
    rather_do: str

    def __post_init__(self) -> None:
        require_text(
            self.question,
            self.make,
            self.sets_off,
            self.notice_first,
            self.what_i_do,
            self.may_protect,
            self.rather_do,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Small signs that belong together.

    Attributes:
        id: ASCII, unique.
        label: Heads the group.
        items: The signs; their ids are unique over all groups.
    """

    id: str
    label: str
    items: tuple[Choice, ...]

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPrompts:
    """Small signs of progress, asked every four weeks.

    Attributes:
        title: Heads the list.
        how: How it is filled in.
        answers: How far a sign can fit, from not yet upwards.
        groups: The signs.
    """

    title: str
    how: str
    answers: tuple[Choice, ...]
    groups: tuple[SignGroup, ...]

    def __post_init__(self) -> None:
        require_text(self.title, self.how)
        require_unique(each.id for each in self.answers)
        require_unique(each.id for each in self.groups)
        require_unique(item.id for each in self.groups for item in each.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSign:
    """One sign that is worth a closer look.

    Attributes:
        id: What is kept: ASCII, unique in its list.
        text: What the person reads.
        needs_outside_help: Whether it is no question of fit: its answer comes first and
            apart, and nothing is said about raising it in the session.
    """

    id: str
    text: str
    needs_outside_help: bool

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSignPrompts:
    """What is worth a closer look, and what can be done then.

    Attributes:
        title: Heads the list.
        how: What a tick means, and what not.
        items: The signs.
        answer_talk: What is said to a tick that can be raised in the session.
        answer_outside_help: What is said to one that is no question of fit.
    """

    title: str
    how: str
    items: tuple[WarningSign, ...]
    answer_talk: str
    answer_outside_help: str

    def __post_init__(self) -> None:
        require_text(self.title, self.how, self.answer_talk, self.answer_outside_help)
        require_unique(each.id for each in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenerGroup:
    """Sentences for one situation.

    Attributes:
        id: ASCII, unique.
        label: The situation.
        lines: The sentences; their ids are unique over all groups.
    """

    id: str
    label: str
    lines: tuple[Choice, ...]

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenerPrompts:
    """Sentences to start a conversation with.

    Attributes:
        title: Heads the list.
        how: What to do with them.
        groups: The sentences.
    """

    title: str
    how: str
    groups: tuple[OpenerGroup, ...]

    def __post_init__(self) -> None:
        require_text(self.title, self.how)
        require_unique(each.id for each in self.groups)
        require_unique(line.id for each in self.groups for line in each.lines)
