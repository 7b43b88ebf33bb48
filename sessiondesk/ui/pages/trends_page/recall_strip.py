"""The strip above the read-outs: how was the week, before it is shown?"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.ids import RecallId
from sessiondesk.domain.recall import Recall
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_below
from sessiondesk.ui.pages.trends_page.recall_form import RecallForm
from sessiondesk.ui.pages.trends_page.recall_view import RecallView
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_SHOWN: Final = {Topic.RECALLS, Topic.SCALES, Topic.CHECKINS, Topic.SETTINGS}


class RecallStrip(QWidget):
    """Offers, once a week at most, to say how the week was; then puts the record beside it.

    Where there is nothing to offer, and nothing was said today, it is not there.
    """

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._chosen = self._closed = ""
        self._offer = self._make_offer()
        self._asking = Card(theme, self.tr("Before you look: the last seven days"))
        self._form = RecallForm(journal, theme)
        self._asking.body.addWidget(self._form)
        self._answer = self._make_answer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._offer, self._asking, self._answer):
            column.addWidget(widget)
        self._form.kept.connect(self._on_kept)
        self._form.put_off.connect(self._on_put_off)
        journal.changed.connect(self._on_journal_changed)
        self._asking.hide()
        self.refresh()

    # What the page asks.

    def refresh(self) -> None:
        """Read again; what is being entered stays."""
        try:
            self._read()
        except StoreError as error:
            problems.show(self, error)

    def settle(self) -> None:
        """Keep what is being entered as a draft.

        Raises:
            StoreError: It was not kept; it stays in the form.
        """
        self._form.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return self._form.unsaved()

    def show_recall(self, recall_id: str) -> None:
        """Show what was remembered that time; one that is gone is passed over."""
        try:
            found = self._journal.recalls.find(RecallId(recall_id))
        except StoreError as error:
            problems.show(self, error)
            return
        if found is not None:
            self._chosen = found.id
            self._closed = ""
            self.refresh()
            reveal(self._answer)

    # Parts.

    def _make_offer(self) -> Card:
        card = Card(self._theme, is_sunken=True, padding=(16, 8))
        begin = buttons.second(self.tr("Say how they were"), self._theme)
        later = buttons.plain(self.tr("Not this week"), self._theme)
        words = labels.body(
            self.tr("Before you look at the last seven days: how do you remember them?"),
            self._theme,
        )
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        row.addWidget(words, 1)
        row.addWidget(later)
        row.addWidget(begin)
        card.body.addLayout(row)
        begin.clicked.connect(self._on_begin)
        later.clicked.connect(self._on_put_off)
        return card

    def _make_answer(self) -> Card:
        card = Card(self._theme, self.tr("As you remembered it, and as you noted it"))
        close = buttons.icon_alone("x", self.tr("Close what you remembered"), self._theme)
        close.set_height(28)
        close.clicked.connect(self._on_close)
        card.add_to_head(close)
        self._view: RecallView | None = None
        self._memory = labels.caption(wording_below.on_memory(), self._theme)
        card.body.addWidget(self._memory)
        return card

    def _read(self) -> None:
        asked = self._journal.recalls.asked_about()
        if self._asking.isHidden() and asked is not None:
            if self._form.begin(asked, self._journal.recalls.scales(asked)):
                self._asking.show()
        elif asked is None and not self._form.is_begun:
            self._asking.hide()
        self._offer.setVisible(asked is not None and self._asking.isHidden())
        self._show_answer(self._answered())
        parts = (self._offer, self._asking, self._answer)
        self.setVisible(any(not each.isHidden() for each in parts))
        put_in_reading_order(self)

    def _answered(self) -> Recall | None:
        """Return what stands beside the record: what was asked for, or what was said today."""
        today = self._journal.today()
        said = self._journal.recalls.all()
        found = [each for each in said if each.id == self._chosen]
        found = found or [each for each in said if each.day == today]
        return found[-1] if found and found[-1].id != self._closed else None

    def _show_answer(self, recall: Recall | None) -> None:
        if self._view is not None:
            self._view.hide()
            self._view.deleteLater()
            self._view = None
        self._answer.setVisible(recall is not None)
        if recall is not None:
            self._view = RecallView(self._journal, recall, self._theme, self._answer)
            self._memory.setVisible(self._view.compares)
            self._answer.body.insertWidget(0, self._view)
            self._view.show()

    # What the person does.

    @Slot()
    def _on_begin(self) -> None:
        self._asking.show()
        self._offer.hide()
        self._form.focus_first()
        reveal(self._asking)

    @Slot()
    def _on_put_off(self) -> None:
        try:
            self._journal.recalls.put_off()
        except StoreError as error:
            problems.show(self, error)
            return
        self._form.forget()
        self._asking.hide()
        self.refresh()

    @Slot(object)
    def _on_kept(self, recall: Recall) -> None:
        self._asking.hide()
        self._chosen = self._closed = ""
        self.refresh()
        found = self._journal.recalls.beside_record(recall)
        of = (recall.last - recall.first).days + 1
        announce(self, " ".join(wording_below.remembered(each, of) for each in found))

    @Slot()
    def _on_close(self) -> None:
        shown = self._answered()
        self._closed = "" if shown is None else shown.id
        self._chosen = ""
        self.refresh()

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()
