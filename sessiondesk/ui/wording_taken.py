"""How a sheet that was taken is called."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_sessions import day_and_month


def in_list(kept: KeptSheet) -> str:
    """Return "12 May 2026: printed"."""
    day = day_in_words(kept.day, "d MMM yyyy")
    return _tr("{day}: {how}").format(day=day, how=", ".join(_how(kept)))


def taken(kept: KeptSheet, *, session: str = "", today: date | None = None) -> str:
    """Return "Taken on 12 May: printed, for session 9", as much of it as is known."""
    parts = _how(kept)
    if session:
        parts.append(_tr("for {session}").format(session=session[:1].lower() + session[1:]))
    return _tr("Taken on {day}: {how}").format(
        day=day_and_month(kept.day, today=today), how=", ".join(parts)
    )


def _how(kept: KeptSheet) -> list[str]:
    kind = [] if kept.layout is SheetLayout.SHEET else [_kind(kept.layout)]
    return [*kind, _as(kept.taken_as)]


def of_session(sheets: Sequence[KeptSheet]) -> str:
    """Say what was taken to one session, the latest first: "The sheet I took, 12 May"."""
    day = day_and_month(sheets[0].day)
    if len(sheets) == 1:
        return _tr("The sheet I took, {day}").format(day=day)
    return _tr("The sheet I took, {day}, and earlier ones").format(day=day)


def _as(taken_as: TakenAs) -> str:
    return {
        TakenAs.PRINTED: _tr("printed"),
        TakenAs.PDF: _tr("as a PDF"),
        TakenAs.WEB_PAGE: _tr("as a web page"),
    }[taken_as]


def _kind(layout: SheetLayout) -> str:
    return {
        SheetLayout.SHEET: _tr("prep sheet"),
        SheetLayout.CARD: _tr("diary card"),
        SheetLayout.REVIEW: _tr("review"),
        SheetLayout.HANDOVER: _tr("hand-over"),
    }[layout]


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_taken", text)
