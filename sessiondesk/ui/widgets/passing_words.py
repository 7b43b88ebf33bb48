"""Words said in passing, at the foot of the window."""

from typing import Final

from PySide6.QtCore import QTimer

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce

# Read in passing, and spoken; nothing is lost by not seeing it.
_SAID_MILLISECONDS: Final = 6000


class PassingWords(Label):
    """Shows and speaks a sentence, such as that an act was taken back, and lets it go again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme, Role.CAPTION, centred=True)
        self.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MILLISECONDS)
        self._quiet.timeout.connect(self.hide)

    def say(self, words: str) -> None:
        """Say ``words`` in place of those before."""
        self.setText(words)
        self.show()
        self._quiet.start()
        announce(self, words)
