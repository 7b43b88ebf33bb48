"""What an open journal asks of the file it is in."""

from typing import Protocol

from sessiondesk.store.connection import Connection


class Ground(Protocol):
    """What a journal stands on: its file, which can be pulled away and come back."""

    def is_in_place(self) -> bool:
        """Tell whether the file that was opened is still where it was."""

    def reconnect(self) -> Connection:
        """Open it again; raises ``StoreError`` when that cannot be done now."""
