"""Worth a closer look, within a review: a tick means nothing by itself."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.journal import Journal
from sessiondesk.journal.signs import ASKED_EVERY
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_signs
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.tab_order import put_where_it_is_read
from sessiondesk.ui.widgets.tick import Tick

_WORSE = "worse"


class CloserCard(QWidget):
    """Takes today's ticks and says how often and for how long.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        signs_wanted: The page with all days and the words to them should be shown.
    """

    failed = Signal(object, object)
    signs_wanted = Signal()

    def __init__(self, journal: Journal, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._journal = journal
        warning = prompts.warning_signs
        self._outside = frozenset(each.id for each in warning.items if each.needs_outside_help)
        self._ticks: dict[str, Tick] = {}
        self._signs: dict[str, list[Sign]] = {}
        self._prompts = warning
        self._theme = theme
        self._disclosure = Disclosure(warning.title, theme, hide=self.tr("Hide this list"))
        # Made when it is first opened.
        self._disclosure.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._disclosure)

    def _on_toggled(self) -> None:
        if self._ticks:
            return
        theme = self._theme
        card = Card(theme, self._prompts.title, self.tr("private"))
        card.body.addWidget(labels.quiet(self._prompts.how, theme))
        for item in self._prompts.items:
            tick = Tick(item.text, theme)
            tick.clicked.connect(partial(self._on_clicked, item.id))
            self._ticks[item.id] = tick
            card.body.addWidget(tick)
        more = buttons.quiet(self.tr("All days, and words to them"), theme)
        more.set_flush()
        more.clicked.connect(self.signs_wanted)
        card.body.addWidget(more, 0, buttons.AT_START)
        self._show_ticks()
        self._disclosure.body.addWidget(card)
        card.show()
        put_where_it_is_read(self)

    def show_signs(self, since: date | None) -> None:
        """Read the ticks again, those of this therapy.

        Raises:
            StoreError: They could not be read.
        """
        self._signs = defaultdict(list)
        for sign in self._journal.signs.all(SignSide.WARNING):
            if since is None or sign.day >= since:
                self._signs[sign.item].append(sign)
        self._show_ticks()

    @property
    def has_crossed(self) -> bool:
        """Whether something that is no question of fit was ticked."""
        return any(self._signs.get(item) for item in self._outside)

    @property
    def leaves_worse(self) -> bool:
        """Whether it was ticked lately that sessions are left feeling worse."""
        today = self._journal.today()
        return any(today - each.day < ASKED_EVERY for each in self._signs.get(_WORSE, ()))

    def _on_clicked(self, item: str) -> None:
        self._try(partial(self._keep, item, is_ticked=self._ticks[item].isChecked()))

    def _try(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            self._show_ticks()
            self.failed.emit(error, keeps)

    def _keep(self, item: str, *, is_ticked: bool) -> None:
        today = self._journal.today()
        if not is_ticked:
            of_today = [each.id for each in self._signs[item] if each.day == today]
            self._journal.signs.remove(of_today)
            return
        self._journal.signs.record(
            Sign(item=item, side=SignSide.WARNING, day=today, answer=SignAnswer.TICKED)
        )

    def _show_ticks(self) -> None:
        """Show the ticks that are on disk, and how often there were any."""
        today = self._journal.today()
        for item, tick in self._ticks.items():
            days = [each.day for each in self._signs.get(item, ())]
            tick.setChecked(today in days)
            tick.set_caption(wording_signs.ticked(days))
