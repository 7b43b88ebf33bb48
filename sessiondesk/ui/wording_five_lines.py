"""What the five lines of a progress review rest on, in words. QtCore only."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.evidence_lines import Rest
from sessiondesk.insights.working import FIT_SESSIONS, Line
from sessiondesk.ui import wording_counts
from sessiondesk.ui.wording import average, number


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_five_lines", text, "", count)


def rest(found: Rest) -> str:
    """Say what one of the five lines rests on, or what is missing for it."""
    match found.line:
        case Line.FORMS:
            return _forms(found)
        case Line.DAYS:
            return _ratings(found)
        case Line.GOALS:
            return _goals(found)
        case Line.SIGNS:
            if found.now is None or found.before is None:
                return _tr("Two sheets, four weeks apart, are needed to compare.")
            return _tr("{now} signs on the last sheet, {before} on the one before.").format(
                now=number(found.now), before=number(found.before)
            )
        case Line.TOGETHER:
            return _together(found)


def _forms(found: Rest) -> str:
    if not found.of:
        return _tr("Two results of one questionnaire are needed, far enough apart.")
    parts = [
        (found.better, _tr("{n} reliably better")),
        (found.worse, _tr("{n} reliably worse")),
        (found.steady, _tr("{n} within the wobble of the form")),
        (found.of - found.better - found.worse - found.steady, _tr("{n} without a rule for it")),
    ]
    listed = _counted(parts)
    whole = _tr("One questionnaire") if found.of == 1 else _tr("{n} questionnaires")
    return _tr("{whole} since the start: {listed}.").format(
        whole=whole.format(n=found.of), listed=listed
    )


def _ratings(found: Rest) -> str:
    if not found.of:
        return _tr("There is no rating with answers yet.")
    if found.of == 1:
        return _tr("One rating: {says}.").format(says=wording_counts.says(found.says))
    unclear = found.of - found.better - found.worse - found.steady
    parts = [
        (found.better, _tr("{n} better")),
        (found.worse, _tr("{n} worse")),
        (found.steady, _tr("{n} steady")),
        (unclear, _tr("{n} can’t be told")),
    ]
    return _tr("{n} ratings: {listed}.").format(n=found.of, listed=_counted(parts))


def _goals(found: Rest) -> str:
    parts = []
    if found.of == 1:
        parts.append(_goal(found))
    elif found.of:
        counted = [
            (found.better, _tr("{n} closer by 3 points or more")),
            (found.worse, _tr("{n} further away by 3 points or more")),
            (found.of - found.better - found.worse, _tr("{n} moved less")),
        ]
        parts.append(_tr("{n} goals: {listed}.").format(n=found.of, listed=_counted(counted)))
    if found.now is not None and found.before is not None:
        parts.append(
            _tr(
                "Weekly aims met: {now} in the last four weeks, {before} in the four before."
            ).format(now=number(found.now), before=number(found.before))
        )
    return " ".join(parts) or _tr("Two ratings of one goal are needed, or a weekly aim.")


def _goal(found: Rest) -> str:
    if found.better:
        return _tr("One goal is closer by 3 points or more.")
    if found.worse:
        return _tr("One goal is further away by 3 points or more.")
    return _tr("One goal moved by less than 3 points.")


def _counted(parts: Sequence[tuple[int, str]]) -> str:
    return ", ".join(words.format(n=n) for n, words in parts if n)


def _together(found: Rest) -> str:
    if found.now is not None and found.before is not None:
        return _tr("{now} of 10 over the last six sessions, {before} over the six before.").format(
            now=average(found.now), before=average(found.before)
        )
    pattern = {
        0: _tr("No session has ratings yet; from {needed} on I can compare."),
        1: _tr("One session has ratings so far; from {needed} on I can compare."),
    }.get(
        found.known, _tr("{known} sessions have ratings so far; from {needed} on I can compare.")
    )
    return pattern.format(known=found.known, needed=2 * FIT_SESSIONS)
