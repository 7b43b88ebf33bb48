"""What is done with scales in Settings: shown, moved, worded, added, removed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId
from sessiondesk.journal import Journal
from sessiondesk.ui.pages.settings_page.asked_card import AskedCard
from sessiondesk.ui.pages.settings_page.scale_dialog import ScaleDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question


class ScaleActs(QObject):
    """Listens to the card and does it, with a question where something goes."""

    def __init__(
        self,
        journal: Journal,
        card: AskedCard,
        theme: Theme,
        keep: Callable[[Callable[[], None]], None],
        window: QWidget,
    ) -> None:
        """Connect the card.

        Args:
            journal: Where it is kept.
            card: Where it is asked for.
            theme: The look in force.
            keep: Does what writes, and says so where that failed.
            window: What dialogs open over; owns this.
        """
        super().__init__(window)
        self._journal = journal
        self._card = card
        self._theme = theme
        self._keep = keep
        self._window = window
        self._chosen = ScaleId("")
        self._menu = QMenu(window)
        card.scale_shown.connect(self._on_shown)
        card.scale_moved.connect(self._on_moved)
        card.more_asked.connect(self._on_more)
        card.scale_wanted.connect(self._on_wanted)

    @Slot(str, bool)
    def _on_shown(self, scale_id: str, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        scale = self._journal.scales.find(ScaleId(scale_id))
        if scale is None:
            return
        self._card.say("")
        try:
            self._keep(partial(self._journal.scales.record, replace(scale, is_shown=is_shown)))
        except InvalidFieldError as error:
            self._card.show_scales(self._journal.scales.all())
            self._card.say(error.problem)

    @Slot(str, int)
    def _on_moved(self, scale_id: str, place: int) -> None:
        ids = [scale.id for scale in self._journal.scales.all() if scale.id != scale_id]
        ids.insert(place, ScaleId(scale_id))
        self._keep(partial(self._journal.scales.order, ids))

    @Slot(str, QWidget)
    def _on_more(self, scale_id: str, button: QWidget) -> None:
        scales = self._journal.scales.all()
        place = next((n for n, each in enumerate(scales) if each.id == scale_id), None)
        if place is None:
            return
        self._chosen = scales[place].id
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("Change the wording…")).triggered.connect(self._on_reword)
        menu.addSeparator()
        earlier = menu.addAction(self.tr("Ask it earlier"))
        earlier.triggered.connect(self._on_earlier)
        earlier.setEnabled(place > 0)
        later = menu.addAction(self.tr("Ask it later"))
        later.triggered.connect(self._on_later)
        later.setEnabled(place < len(scales) - 1)
        if not scales[place].is_built_in:
            menu.addSeparator()
            menu.addAction(self.tr("Remove it…")).triggered.connect(self._on_remove)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _on_earlier(self) -> None:
        self._move(-1)

    @Slot()
    def _on_later(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        ids = [scale.id for scale in self._journal.scales.all()]
        if self._chosen in ids:
            self._on_moved(self._chosen, ids.index(self._chosen) + by)

    @Slot()
    def _on_wanted(self) -> None:
        ScaleDialog(None, self._journal, self._theme, self._window).open()

    @Slot()
    def _on_reword(self) -> None:
        scale = self._journal.scales.find(self._chosen)
        if scale is not None:
            ScaleDialog(scale, self._journal, self._theme, self._window).open()

    @Slot()
    def _on_remove(self) -> None:
        question = Question(
            self.tr("Remove this scale?"),
            self.tr(
                "It goes to Recently deleted, and its answers go out of sight with it. They "
                "stay with their days, and come back when the scale does. Hiding it instead "
                "keeps them on the charts."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self._window,
        )
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        self._keep(partial(self._journal.scales.remove, self._chosen))
