"""How one therapy is drawn: what stands on its strip, where, and the same as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.course_strip import Mark, MarkOf
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_course, wording_life_events, wording_sessions
from sessiondesk.ui.course_material import CourseMaterial, name_and_score, says
from sessiondesk.ui.page import Link
from sessiondesk.ui.widgets.course_strip_model import Look, StripMark, StripPicture
from sessiondesk.ui.widgets.table import Cell, Column

if TYPE_CHECKING:
    from datetime import date

_MOST_EVENT_LANES: Final = 4
_KINDS: Final = {
    MarkOf.SESSION: Kind.THERAPY_SESSION,
    MarkOf.NOT_HELD: Kind.THERAPY_SESSION,
    MarkOf.REVIEW: Kind.REVIEW,
    MarkOf.GOAL_REACHED: Kind.GOAL,
    MarkOf.EVENT: Kind.LIFE_EVENT,
}
_LOOKS: Final = {
    MarkOf.SESSION: Look.HELD,
    MarkOf.BREAK: Look.BREAK,
    MarkOf.REVIEW: Look.REVIEW,
    MarkOf.GOAL_REACHED: Look.GOAL,
    MarkOf.SCORE: Look.SCORE,
    MarkOf.EVENT: Look.EVENT,
}


def link(material: CourseMaterial, mark: Mark) -> Link | None:
    """Return where the record behind a mark is shown; None for a break, which has no page."""
    if mark.of is MarkOf.SCORE:
        is_total = mark.key in material.totals
        return Link(kind=Kind.FORM_TOTAL if is_total else Kind.ASSESSMENT, id=mark.key)
    kind = _KINDS.get(mark.of)
    return None if kind is None else Link(kind=kind, id=mark.key)


def picture(material: CourseMaterial) -> StripPicture:
    """Return what the strip shows; its marks are those of ``material.strip``, in their order."""
    strip = material.strip
    lanes = _Lanes(material)
    return StripPicture(
        first=strip.period.first,
        last=strip.period.last,
        marks=[
            StripMark(
                look=_look(each),
                lane=lanes.of(each),
                first=each.first,
                last=each.last,
                says=says(material, each),
                label=_label(material, each),
            )
            for each in strip.marks
        ],
        lanes=lanes.names,
        says=wording_course.summary(strip.course, strip, today=material.today),
    )


class _Lanes:
    """Which lane each mark stands in; life events that overlap stand below one another."""

    def __init__(self, material: CourseMaterial) -> None:
        strip = material.strip
        self.names = [_tr("Sessions")]
        self._lanes: dict[MarkOf, int] = {}
        for of, name in ((MarkOf.REVIEW, _tr("Reviews")), (MarkOf.GOAL_REACHED, _tr("Goals"))):
            if strip.of(of):
                self._lanes[of] = self._add(name)
        self._scales = {
            each.instrument.id: self._add(each.instrument.title) for each in strip.stories
        }
        for form in material.forms:
            self._scales[form.id] = self._add(" ".join(form.name.split()))
        self._events: dict[str, int] = {}
        self._pack(strip.of(MarkOf.EVENT))

    def of(self, mark: Mark) -> int:
        """Return the place of the lane of a mark."""
        if mark.of is MarkOf.SCORE:
            return self._scales[mark.scale]
        if mark.of is MarkOf.EVENT:
            return self._events[mark.key]
        return self._lanes.get(mark.of, 0)

    def _add(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1

    def _pack(self, events: Sequence[Mark]) -> None:
        ends: list[date] = []
        first = len(self.names)
        for each in events:
            free = next((n for n, end in enumerate(ends) if end < each.first), len(ends))
            row = min(free, _MOST_EVENT_LANES - 1)
            if row == len(ends):
                self._add("" if ends else _tr("Life events"))
                ends.append(each.last)
            ends[row] = max(ends[row], each.last)
            self._events[each.key] = first + row


def _look(mark: Mark) -> Look:
    if mark.of is MarkOf.NOT_HELD:
        return Look.MISSED if mark.outcome is Outcome.MISSED else Look.CANCELLED
    if mark.is_ringed:
        return Look.RINGED
    return _LOOKS[mark.of]


def _label(material: CourseMaterial, mark: Mark) -> str:
    if mark.of is MarkOf.BREAK:
        return _tr("Break")
    if mark.of is MarkOf.EVENT:
        return wording_life_events.on_chart(material.events[mark.key])
    return ""


def table(material: CourseMaterial) -> tuple[Sequence[Column], Sequence[Sequence[Cell | str]]]:
    """Return columns and rows with all that stands on the strip, newest first."""
    columns = [Column(title=_tr("Day")), Column(title=_tr("What")), Column(title=_tr("In words"))]
    rows = [
        [wording_course.day(each.first), *_cells(material, each)]
        for each in reversed(material.strip.marks)
    ]
    return columns, rows


def _cells(material: CourseMaterial, mark: Mark) -> tuple[str, str]:
    """Return what something is, and what there is to say of it."""
    match mark.of:
        case MarkOf.SESSION | MarkOf.NOT_HELD:
            each = material.appointments[mark.key]
            name = wording_sessions.therapy_session_name(mark.number, each.outcome)
            return name, wording_course.became(each.outcome)
        case MarkOf.BREAK:
            return _tr("Break"), says(material, mark)
        case MarkOf.REVIEW:
            return _tr("Review"), _tr("a look at the therapy")
        case MarkOf.GOAL_REACHED:
            return _tr("Goal reached"), " ".join(material.goals[mark.key].text.split())
        case MarkOf.SCORE:
            name, score = name_and_score(material, mark)
            return name, f"{score}; {wording_course.beyond_wobble()}" if mark.is_ringed else score
        case MarkOf.EVENT:
            event = material.events[mark.key]
            return wording_life_events.kind(event.kind), says(material, mark)


def _tr(text: str) -> str:
    return QCoreApplication.translate("course_material", text)
