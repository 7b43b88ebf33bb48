"""What the window asks of a page."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance

from sessiondesk.store.drafts import Draft


class Page(Protocol):
    """What the window asks of a page, which is a widget.

    Attributes:
        wants: Emitted with the name of another page to go to.
    """

    wants: SignalInstance

    def refresh(self) -> None:
        """Read again."""

    def settle(self) -> None:
        """Keep what is being typed; raises ``StoreError`` when that cannot be done."""

    def focus_first(self) -> None:
        """Put the focus where work begins."""


@runtime_checkable
class TakesEntries(Protocol):
    """A page on which a new check-in can be begun."""

    def new_entry(self) -> None:
        """Begin one."""


@runtime_checkable
class HasTable(Protocol):
    """A page whose chart has a table as its twin."""

    def toggle_table(self) -> None:
        """Show the one instead of the other."""


@runtime_checkable
class HasUnsaved(Protocol):
    """A page in which something is written that the disk may refuse."""

    def unsaved(self) -> Sequence[Draft]:
        """Return what was not kept, each as the draft that brings it back into its editor."""
