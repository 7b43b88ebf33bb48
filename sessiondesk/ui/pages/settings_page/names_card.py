"""The names of people that stand as initials on paper."""

from sessiondesk.journal import Journal
from sessiondesk.ui.person_names import Keep, NamesList
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.card import Card


class NamesCard(Card):
    """Shows the names, with the initials that stand for them."""

    def __init__(self, journal: Journal, theme: Theme, keep: Keep) -> None:
        """Make the card.

        Args:
            journal: Where the names are kept.
            theme: The look in force.
            keep: Does what writes, and says so where that failed.
        """
        super().__init__(theme, self.tr("Names on paper"), self.tr("Your journal keeps the names"))
        self._names = NamesList(journal, theme, keep)
        self.body.addWidget(self._names)

    def refresh(self) -> None:
        """Show what is kept."""
        self._names.refresh()
