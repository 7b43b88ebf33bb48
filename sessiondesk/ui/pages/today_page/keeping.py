"""What could not be kept: said in one bar, and tried again from there."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme


class Keeping(QObject):
    """Does what writes, and remembers what did not work.

    Attributes:
        bar: Where it is said.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._again: Callable[[], None] | None = None
        self.bar = NotSavedBar(theme)
        self.bar.retry.connect(self._on_retry)

    def do(self, keeps: Callable[[], None]) -> bool:
        """Do what writes; say so where it could not, and keep what was typed in the window."""
        try:
            keeps()
        except StoreError as error:
            self.say(error, keeps)
            return False
        return True

    def say(self, error: StoreError, again: Callable[[], None] | None) -> None:
        """Say what went wrong; None where a second try is of no use."""
        self.bar.show_problem(error, is_final=again is None)
        self._again = again

    def _on_retry(self) -> None:
        again = self._again
        if again is None or self.do(again):
            self.bar.clear()
