"""The crisis lines at hand: the shipped list, and what the person chose, corrected and added."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from sessiondesk import paths
from sessiondesk.domain import crisis_line
from sessiondesk.domain.crisis_line import CrisisLine, CrisisLines, OwnLine
from sessiondesk.exchange import crisis_line_file
from sessiondesk.exchange.crisis_line_file import CrisisLineFileError
from sessiondesk.preferences import Preferences

_NOTHING = CrisisLines(language="en", source="", elsewhere="", lines=())


class LineBook(QObject):
    """Knows the numbers of the chosen country. None of this is in the journal.

    Signals:
        changed: Another country, another number.
    """

    changed = Signal()

    def __init__(
        self,
        preferences: Preferences,
        change: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        """Make a book.

        Args:
            preferences: What is kept outside the journal, as it is now.
            change: Changes it, by the names of its fields.
            parent: The owner.
        """
        super().__init__(parent)
        self._preferences = preferences
        self._change = change
        try:
            self.shipped = crisis_line_file.load(paths.resources() / "crisis_lines" / "en.json")
        except CrisisLineFileError:
            # Whoever looks for a number is shown their own ones, and no error.
            self.shipped = _NOTHING

    @property
    def country(self) -> str | None:
        """The country chosen; None while none is."""
        return self._preferences.country

    @property
    def chosen(self) -> CrisisLine | None:
        """The numbers of the country chosen, as the person corrected them."""
        corrected = crisis_line.find(self._preferences.crisis_lines, self.country)
        return corrected or self.shipped.of(self.country)

    @property
    def is_corrected(self) -> bool:
        """Whether they are other than in the list that comes with the program."""
        return crisis_line.find(self._preferences.crisis_lines, self.country) is not None

    @property
    def own(self) -> tuple[OwnLine, ...]:
        """The person's own numbers."""
        return self._preferences.own_lines

    def choose(self, country: str | None) -> None:
        """Show the numbers of another country from now on."""
        self._keep(country=country)

    def correct(self, line: CrisisLine) -> None:
        """Use the numbers of ``line`` for its country from now on."""
        others = [each for each in self._preferences.crisis_lines if each.country != line.country]
        self._keep(crisis_lines=(*others, line))

    def forget_correction(self) -> None:
        """Use the numbers of the shipped list again."""
        left = (each for each in self._preferences.crisis_lines if each.country != self.country)
        self._keep(crisis_lines=tuple(left))

    def set_own(self, lines: tuple[OwnLine, ...]) -> None:
        """Have these numbers of one's own from now on."""
        self._keep(own_lines=lines)

    def _keep(self, **fields: object) -> None:
        # The names are those of our own class; an unknown one raises here.
        self._preferences = replace(self._preferences, **fields)  # type: ignore[arg-type]
        self._change(**fields)
        self.changed.emit()
