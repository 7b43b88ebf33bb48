"""Taking in what cannot be found yet, a slice at a time, while the person rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QTimer

from sessiondesk.journal.part import Part
from sessiondesk.store import search
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.errors import StoreBusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessiondesk.journal.journal import Journal

_SLICE: Final = 25_000
_PAUSE_MS: Final = 15
_REST_MS: Final = 1000


class TakingIn(Part):
    """Brings the words of entries into the search, where a change itself did not.

    Attributes:
        is_damaged: Whether the search turned out to be damaged, and is to be made anew.
    """

    def __init__(
        self,
        journal: Journal,
        *,
        at_rest: Callable[[], object],
        found_more: Callable[[], None],
    ) -> None:
        """Make it for ``journal``.

        Args:
            journal: The journal.
            at_rest: What else to do in a calm moment.
            found_more: Called when more can be found than before.
        """
        super().__init__(journal)
        self.is_damaged = False
        self._at_rest = at_rest
        self._found_more = found_more
        self._total = 0
        self._progress: Callable[[float], None] | None = None
        self._timer = QTimer(journal)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer)

    @property
    def is_done(self) -> bool:
        """Whether every word can be found."""
        return not self.is_damaged and search.due(self._db) == 0

    def begin(self) -> None:
        """Look, in a calm moment, what there is to do."""
        self._start(_REST_MS)

    def stop(self) -> None:
        """Leave what there is to do for the next time."""
        self._timer.stop()

    def plan(self) -> None:
        """Begin once the person rests for a moment, if there is anything to do."""
        self._plan(_REST_MS)

    def hurry(self, progress: Callable[[float], None] | None) -> None:
        """Begin now, and tell ``progress`` the share that is done, up to 1.0."""
        self._progress = progress
        self._plan(0)

    def _plan(self, after_ms: int) -> None:
        if self.is_done:
            self._tell(1.0)
        elif not self._journal.is_read_only:
            self._start(after_ms)

    def _start(self, after_ms: int) -> None:
        # Without a window there is nobody to wait for, and nothing that would ring.
        if QCoreApplication.instance() is not None:
            self._timer.start(after_ms)

    def _on_timer(self) -> None:
        if not search.is_usable(self._db):
            return  # the journal was closed since
        try:
            with outside_causes():
                self._at_rest()
                is_done = self.is_done
            if not is_done and not self._journal.is_read_only:
                self._take_in_slice()
        except StoreBusyError:
            self._start(_REST_MS)
        except StoreError:
            """Whatever it is, what the person does next will meet it, and tell."""

    def _take_in_slice(self) -> None:
        with self._journal.writing():
            if self.is_damaged:
                search.renew(self._db)
            search.work(self._db, most=_SLICE)
            left = search.due(self._db)
        self.is_damaged = False
        self._found_more()
        self._total = max(self._total, left)
        if left:
            self._start(_PAUSE_MS)
            self._tell(1 - left / self._total)
        else:
            self._total = 0
            self._tell(1.0)

    def _tell(self, share: float) -> None:
        progress = self._progress
        if share == 1.0:
            self._progress = None
        if progress is not None:
            progress(share)
