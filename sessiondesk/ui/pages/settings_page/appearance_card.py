"""How the window looks."""

from PySide6.QtCore import Signal, Slot

from sessiondesk.journal.settings import JournalSettings
from sessiondesk.preferences import Appearance, Preferences
from sessiondesk.ui.pages.settings_page.rows import Row
from sessiondesk.ui.theme import TEXT_SIZES, Theme
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.tick import Tick


class AppearanceCard(Card):
    """Light or dark, size of text, motion, lines of charts, paper.

    Signals:
        preferred: Fields of the preferences, kept outside the journal, with their values.
        chosen: Fields of the journal's settings with their values.
    """

    preferred = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme, self.tr("Appearance"))
        self._theme = theme
        looks = Segmented(
            self.tr("Light or dark"),
            [
                (Appearance.SYSTEM, self.tr("As the system")),
                (Appearance.LIGHT, self.tr("Light")),
                (Appearance.DARK, self.tr("Dark")),
            ],
            theme,
            value=preferences.theme,
        )
        looks.picked.connect(self._on_look)
        self._size = ChoiceBox(
            self.tr("Size of text"),
            [(str(size), self.tr("{size}%").format(size=size)) for size in TEXT_SIZES],
            theme,
            value=str(preferences.text_size),
            hides_label=True,
        )
        self._size.picked.connect(self._on_size)
        self._paper = Segmented(
            self.tr("Paper"),
            [("a4", self.tr("A4")), ("letter", self.tr("US Letter"))],
            theme,
        )
        self._paper.picked.connect(self._on_paper)
        motion = Tick(
            self.tr("Less motion"),
            theme,
            caption=self.tr("Nothing fades; things are there or not there."),
        )
        motion.setChecked(preferences.reduced_motion)
        motion.toggled.connect(self._on_motion)
        self._patterns = Tick(
            self.tr("Tell the lines of a chart apart by dashes as well"),
            theme,
            caption=self.tr("Always so on paper."),
        )
        self._patterns.clicked.connect(self._on_patterns)
        self.body.addWidget(Row(self.tr("Light or dark"), looks, theme))
        self.body.addWidget(Row(self.tr("Size of text"), self._size, theme))
        self.body.addWidget(Row(self.tr("Paper to print on"), self._paper, theme))
        self.body.addWidget(motion)
        self.body.addWidget(self._patterns)
        self.setFocusProxy(looks)

    def show_settings(self, settings: JournalSettings) -> None:
        """Show what the journal keeps of it."""
        self._paper.value = settings.paper
        self._patterns.setChecked(settings.lines_by_pattern)

    @Slot(object)
    def _on_look(self, look: str) -> None:
        self.preferred.emit({"theme": Appearance(look)})

    @Slot(str)
    def _on_size(self, size: str) -> None:
        self.preferred.emit({"text_size": int(size)})

    @Slot(bool)
    def _on_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a slot
        self.preferred.emit({"reduced_motion": reduced})

    @Slot(bool)
    def _on_patterns(self, patterns: bool) -> None:  # noqa: FBT001 - a slot
        self._theme.set_distinguish_by_pattern(patterns)
        self.chosen.emit({"lines_by_pattern": patterns})

    @Slot(object)
    def _on_paper(self, paper: str) -> None:
        self.chosen.emit({"paper": paper})
