"""The made-up sheet: what was printed for the last session, and kept as it was."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sessiondesk.demo import told
from sessiondesk.demo.dice import Dice
from sessiondesk.domain.checkin import LineKind
from sessiondesk.domain.ids import KeptSheetId, ScaleId, TherapySessionId
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.period import Period
from sessiondesk.journal import Journal, sheet_content
from sessiondesk.prepsheet.material import windows
from sessiondesk.prepsheet.sheet import Block, BlockId, Column, Line, Mark, Panel, Sheet

WEEK: Final = told.COMING_WEEK - 1
"""The session it was taken to."""

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SCALES: Final = ("mood", "anxiety", "energy")
_CONTINUES: Final = "(continues in my journal)"


class Taken:
    """What was printed, made of what the journal says of those days."""

    def __init__(self, journal: Journal, dice: Dice) -> None:
        """Take the journal to fill, and chance."""
        self._journal = journal
        self._dice = dice

    def keep(self, sessions: Mapping[int, TherapySessionId]) -> None:
        """Keep the sheet of the last session; all that stands on it was kept before.

        Args:
            sessions: The sessions by week.
        """
        session = self._journal.sessions.find(sessions[WEEK])
        last = self._journal.sessions.find(sessions[WEEK - 1])
        assert session is not None  # noqa: S101 - they were just made
        assert last is not None  # noqa: S101
        since = Period(first=last.day, last=session.day - timedelta(days=1))
        name = f"Session {self._journal.sessions.number_of(session)}"
        page = Sheet(
            on=since.last,
            title="Prep sheet",
            session=name,
            when=_said(session.day),
            source=f"From my own record since last session, from {_said(since.first)} on.",
            blocks=(
                Block(
                    id=BlockId.TO_BRING_UP,
                    title="To bring up",
                    columns=(
                        Column(mark=Mark.TICK, lines=tuple(self._to_say(session.id)), blanks=1),
                    ),
                ),
                Block(
                    id=BlockId.HOW_IT_HAS_BEEN,
                    title="How it has been",
                    panel=Panel(
                        judgement=Line(key="judgement", text="All in all:"),
                        heads=("mean of 28 days", "now", "before"),
                        rows=tuple(self._means(since.last)),
                    ),
                ),
                Block(
                    id=BlockId.WINS_HURDLES,
                    title="Wins and hurdles",
                    columns=(
                        Column(
                            title="Wins",
                            mark=Mark.DASH,
                            lines=tuple(self._noted(since, LineKind.WIN)),
                        ),
                        Column(
                            title="Hurdles",
                            mark=Mark.DASH,
                            lines=tuple(self._noted(since, LineKind.HURDLE)),
                        ),
                    ),
                ),
                Block(id=BlockId.LINES, title="Notes"),
            ),
            continues=_CONTINUES,
            running_head=f"Prep sheet, {name.lower()}",
        )
        self._journal.sheets.record(
            KeptSheet(
                id=KeptSheetId(self._dice.new_id()),
                day=page.on,
                session_id=session.id,
                taken_as=TakenAs.PRINTED,
                content=sheet_content.encode(page),
            )
        )

    def _to_say(self, session_id: TherapySessionId) -> Iterator[Line]:
        for each in self._journal.bring_ups.all():
            if each.session_id == session_id:
                want = "" if each.want is None else str(each.want).replace("_", " ")
                yield Line(key=each.id, text=each.text, caption=want and f"to {want}")

    def _means(self, on: date) -> Iterator[Line]:
        labels = {each.id: each.label for each in self._journal.scales.all()}
        for key in map(ScaleId, _SCALES):
            cells = []
            for window in windows(on):
                values = self._journal.checkins.daily([key], window)[key].values()
                cells.append(f"{sum(values) / len(values):.1f}" if values else "")
            yield Line(key=f"scale:{key}", text=labels[key], cells=tuple(cells))

    def _noted(self, period: Period, kind: LineKind) -> Iterator[Line]:
        for checkin in self._journal.checkins.between(period):
            for position, line in enumerate(checkin.lines):
                if line.kind is kind:
                    day = f"{checkin.day.day} {_MONTHS[checkin.day.month - 1][:3]}"
                    yield Line(key=f"{checkin.id}:{position}", text=line.text, caption=day)


def _said(day: date) -> str:
    # Not by the locale: a year of the same day is the same year everywhere.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
