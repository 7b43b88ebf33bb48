"""The strip above the read-outs: how was the week, before it is shown?"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.ids import RecallId
from sessiondesk.domain.recall import Recall
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.recalls import Remembered
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_below
from sessiondesk.ui.pages.trends_page.recall_form import RecallForm
from sessiondesk.ui.pages.trends_page.recall_view import RecallView
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_MOST_EARLIER: Final = 12
_SHOWN: Final = {Topic.RECALLS, Topic.SCALES, Topic.CHECKINS, Topic.SETTINGS}


class RecallStrip(QWidget):
    """Offers, once a week at most, to say how the week was; then puts the record beside it.

    Where there is nothing to offer and nothing was said before, it is not there.
    """

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._shown = _MOST_EARLIER
        self._views: dict[str, RecallView] = {}
        self._offer = self._make_offer()
        self._asking = Card(theme, self.tr("Before you look: the last seven days"))
        self._form = RecallForm(journal, theme)
        self._asking.body.addWidget(self._form)
        self._answer = Card(theme, self.tr("As you remembered it, and as you noted it"))
        self._answered = QVBoxLayout()
        self._answer.body.addLayout(self._answered)
        self._memory = labels.caption(wording_below.on_memory(), theme)
        self._answer.body.addWidget(self._memory)
        self._earlier = Disclosure(
            self.tr("What you remembered in earlier weeks"),
            theme,
            hide=self.tr("Hide the earlier weeks"),
        )
        self._listed = QVBoxLayout()
        self._listed.setSpacing(theme.px(12))
        self._earlier.body.addLayout(self._listed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._offer, self._asking, self._answer, self._earlier):
            column.addWidget(widget)
        self._form.kept.connect(self._on_kept)
        self._form.put_off.connect(self._on_put_off)
        self._earlier.toggled.connect(self._on_earlier_toggled)
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
        if found is None:
            return
        if found.day != self._journal.today():
            self._shown = max(self._shown, self._place_of(found))
            self._earlier.set_open(True)
            self.refresh()
        view = self._views.get(recall_id)
        if view is not None:
            reveal(view)

    # Parts.

    def _place_of(self, recall: Recall) -> int:
        """Return how many are listed up to that one, the latest first."""
        later = [each for each in self._journal.recalls.all() if each.day >= recall.day]
        return len(later)

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

    def _read(self) -> None:
        today = self._journal.today()
        said = [each for each in self._journal.recalls.all() if each.day <= today]
        latest = said[-1] if said and said[-1].day == today else None
        asked = self._journal.recalls.asked_about()
        if self._asking.isHidden() and asked is not None:
            if self._form.begin(asked, self._journal.recalls.scales()):
                self._asking.show()
        elif asked is None and not self._form.is_begun:
            self._asking.hide()
        self._views = {}
        self._offer.setVisible(asked is not None and self._asking.isHidden())
        self._show_answer(latest)
        self._show_earlier([each for each in said if each is not latest])
        parts = (self._offer, self._asking, self._answer, self._earlier)
        self.setVisible(any(not each.isHidden() for each in parts))
        put_in_reading_order(self)

    def _show_answer(self, recall: Recall | None) -> None:
        _empty(self._answered)
        self._answer.setVisible(recall is not None)
        if recall is not None:
            found = self._journal.recalls.beside_record(recall)
            view = self._view(recall, found)
            self._answered.addWidget(view)
            view.show()
            self._memory.setVisible(any(each.noted is not None for each in found))

    def _show_earlier(self, recalls: Sequence[Recall]) -> None:
        self._earlier.setVisible(bool(recalls))
        _empty(self._listed)
        if not recalls:
            self._earlier.set_open(False)
        if not self._earlier.is_open:
            return
        for each in recalls[: -self._shown - 1 : -1]:
            found = self._journal.recalls.beside_record(each)
            view = self._view(each, found)
            self._listed.addWidget(view)
            view.show()
        notes = [wording_below.on_memory()]
        if len(recalls) > self._shown:
            notes.append(self.tr("Those before stand in the Journal."))
        note = labels.caption(" ".join(notes), self._theme)
        self._listed.addWidget(note)
        note.show()

    def _view(self, recall: Recall, found: Sequence[Remembered]) -> RecallView:
        view = RecallView(recall, found, self._theme, self)
        view.removed.connect(self._on_removed)
        self._views[recall.id] = view
        return view

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
        self.refresh()
        found = self._journal.recalls.beside_record(recall)
        of = (recall.last - recall.first).days + 1
        announce(self, " ".join(wording_below.remembered(each, of) for each in found))

    @Slot(str)
    def _on_removed(self, id_: str) -> None:
        question = Question(
            self.tr("Remove what you remembered?"),
            self.tr(
                "It moves to Recently deleted in the settings for 30 days. Ctrl+Z brings it back "
                "at once."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        question.setProperty("recall", id_)
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        try:
            self._journal.recalls.remove(RecallId(self.sender().property("recall")))
        except StoreError as error:
            problems.show(self, error)

    @Slot(bool)
    def _on_earlier_toggled(self, _is_open: bool) -> None:  # noqa: FBT001 - a slot
        self.refresh()

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
