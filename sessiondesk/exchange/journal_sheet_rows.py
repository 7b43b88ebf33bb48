"""The row of what came with version 5 of the tables."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.exchange.journal_row import Counted, RecordRow
from sessiondesk.exchange.journal_texts import Day, Identity


class SheetRow(RecordRow, frozen=True, kw_only=True):
    """A sheet as it was taken."""

    record = KeptSheet
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "session_id": "therapy_session",
    }
    day: Day
    session_id: Identity | None
    layout: SheetLayout
    taken_as: TakenAs
    paper: str
    pages: Counted
    content: msgspec.Raw
