"""What was said about the record, put on the prep sheet by hand and taken off it again."""

from collections.abc import Iterator
from datetime import date

from sessiondesk.domain.ids import InsightId
from sessiondesk.domain.insight import Insight
from sessiondesk.domain.period import Period
from sessiondesk.insights.keeping import decode
from sessiondesk.journal.journal import Journal
from sessiondesk.prepsheet.material import Told


def put(journal: Journal, insight: Insight) -> None:
    """Put ``insight`` on the sheet; it stays there until the next session was held.

    Raises:
        StoreError: It was not put there.
    """
    kept = journal.settings.value
    others = _without(kept.sheet_insights, insight.id)
    journal.settings.change(
        sheet_insights=others | {f"{journal.today().isoformat()} {insight.id}"},
        sheet_lines_off=kept.sheet_lines_off - {_key(insight.id)},
    )


def take_off(journal: Journal, insight: Insight) -> None:
    """Take ``insight`` off the sheet.

    Raises:
        StoreError: It stays there.
    """
    kept = journal.settings.value
    journal.settings.change(
        sheet_insights=_without(kept.sheet_insights, insight.id),
        sheet_lines_off=kept.sheet_lines_off - {_key(insight.id)},
    )


def is_on(journal: Journal, insight: Insight) -> bool:
    """Return whether ``insight`` was put on the sheet, and not left out there since."""
    kept = journal.settings.value
    is_put = any(id_ == insight.id for _, id_ in _put(kept.sheet_insights))
    return is_put and _key(insight.id) not in kept.sheet_lines_off


def told(journal: Journal, since: Period) -> tuple[Told, ...]:
    """Return what was put on the sheet within ``since``, the latest first.

    What another version worked out, or what is gone, is left out.

    Raises:
        StoreError: The journal could not be read.
    """
    found = []
    for day, id_ in sorted(_put(journal.settings.value.sheet_insights), reverse=True):
        insight = journal.insights.find(id_) if day in since else None
        claim = None if insight is None else decode(insight.asked, insight.claim)
        if insight is not None and claim is not None:
            found.append(
                Told(key=_key(id_), day=insight.day, subject=insight.subject, claim=claim)
            )
    return tuple(found)


def _key(insight_id: InsightId) -> str:
    return f"insight:{insight_id}"


def _put(kept: frozenset[str]) -> Iterator[tuple[date, InsightId]]:
    """Yield day and identity of each; what a damaged setting holds is passed over."""
    for each in kept:
        day, _, id_ = each.partition(" ")
        try:
            yield date.fromisoformat(day), InsightId(id_)
        except ValueError:
            continue


def _without(kept: frozenset[str], insight_id: InsightId) -> frozenset[str]:
    return frozenset(each for each in kept if each.partition(" ")[2] != insight_id)
