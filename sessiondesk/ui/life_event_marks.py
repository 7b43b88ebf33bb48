"""Life events as they stand on a chart over time."""

from collections.abc import Iterable

from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.ui import wording_life_events
from sessiondesk.ui.widgets.timeline_model import EventMark


def event_marks(events: Iterable[LifeEvent], period: Period) -> tuple[EventMark, ...]:
    """Return the events that touch ``period``, as a chart over it shows them."""
    marks = (
        EventMark(
            key=each.id,
            name=" ".join(wording_life_events.on_chart(each).split()),
            first=each.first,
            last=max(each.first, period.last) if each.goes_on else each.last or each.first,
            goes_on=each.goes_on,
        )
        for each in events
    )
    return tuple(mark for mark in marks if mark.touches(period))
