"""What the window asks of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A record that another page shows.

    Attributes:
        kind: Its kind.
        id: Its identity.
    """

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BringUpOffer:
    """Something on a page that the person wants to bring up.

    Attributes:
        text: What is proposed as its words; the person changes them before they are kept.
        source: What it comes from.
        source_id: Identity of the record it comes from; for an opener the id of its line.
    """

    text: str = field(repr=False)
    source: SourceKind
    source_id: str


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

    def open_day(self, day: date) -> None:
        """Show the check-in of an earlier day, or begin one for it."""


@runtime_checkable
class BeginsEntries(Protocol):
    """A page from which one can go and write.

    Attributes:
        begins: Emitted with a day, or with None for a new check-in of now.
    """

    begins: SignalInstance


@runtime_checkable
class Searches(Protocol):
    """A page on which the journal is searched."""

    def search(self) -> None:
        """Put the cursor into the field for it."""


@runtime_checkable
class OpensRecords(Protocol):
    """A page from which one can go to a record on another page.

    Attributes:
        opens: Emitted with a ``Link``.
    """

    opens: SignalInstance


@runtime_checkable
class ShowsRecords(Protocol):
    """A page that can show one record of its own."""

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show it; one that is gone is passed over."""


@runtime_checkable
class OffersBringUps(Protocol):
    """A page on which something can be brought up.

    Attributes:
        brings_up: Emitted with a ``BringUpOffer``.
    """

    brings_up: SignalInstance


@runtime_checkable
class TakesMeasures(Protocol):
    """A page on which questionnaires are filled in."""

    def begin(self, instrument: str) -> None:
        """Begin one, by its id, or go on with it where it is half filled in."""

    def add_older_result(self) -> None:
        """Ask for a result from paper."""


@runtime_checkable
class BeginsMeasures(Protocol):
    """A page from which one can go and fill in a questionnaire.

    Attributes:
        begins_measure: Emitted with the id of the questionnaire.
    """

    begins_measure: SignalInstance


@runtime_checkable
class TakesBreaks(Protocol):
    """A page on which the breaks of a therapy are planned."""

    def plan_break(self) -> None:
        """Ask about those of the therapy that goes on."""


@runtime_checkable
class PlansBreaks(Protocol):
    """A page from which one can go and plan a break.

    Attributes:
        plans_break: Emitted when one is to be planned.
    """

    plans_break: SignalInstance


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
