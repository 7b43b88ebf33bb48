"""What goes together with better or worse days: at most five, with counts, never why."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.insights.claims import Association, Associations
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_below, wording_findings
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.pages.trends_page.days_list import DaysList
from sessiondesk.ui.pages.trends_page.tagged_entries import entries_of
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.progress_row import ProgressRow


class TogetherCard(Card):
    """Tags and ratings that go together; a click lists the entries.

    Signals:
        opens: An entry should be shown where it is kept; carries a ``Link``.
        next_day_wanted: The following day should be looked at as well.
        next_day_cancelled: It is wanted no longer.
        grew: There are new places for the keyboard in it.
    """

    opens = Signal(object)
    grew = Signal()
    next_day_wanted = Signal()
    next_day_cancelled = Signal()

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("What goes together"), parent=parent)
        self._journal = journal
        self._theme = theme
        self._same = _Found(journal, theme)
        self._next = _Found(journal, theme)
        self._next_title = labels.group(self.tr("And the following day"), theme)
        self._ask = buttons.quiet(self.tr("Look at the following day"), theme)
        self._ask.set_flush()
        self._progress = ProgressRow(theme)
        acting = QHBoxLayout()
        acting.addWidget(self._ask)
        acting.addStretch(1)
        self.body.addWidget(self._same)
        self.body.addWidget(self._next_title)
        self.body.addWidget(self._next)
        self.body.addLayout(acting)
        self.body.addWidget(self._progress)
        self._same.opens.connect(self.opens)
        self._next.opens.connect(self.opens)
        self._same.grew.connect(self.grew)
        self._next.grew.connect(self.grew)
        self._ask.clicked.connect(self._on_ask)
        self._progress.cancelled.connect(self.next_day_cancelled)
        self.hide()

    def show_claim(self, claim: Associations, names: Names) -> None:
        """Show what was found on the same day; the following day is for the asking."""
        said = wording_findings.together(claim, names)
        is_enough = claim.tested > 0
        self.set_empty(not is_enough)
        self._same.show_found(claim, names, said.detail if not claim.found else "")
        self._forget_next_day()
        self._ask.setVisible(is_enough)
        self.show()

    def show_next_day(self, claim: Associations, names: Names) -> None:
        """Show what was found on the following day."""
        self.stop_waiting()
        self._ask.hide()
        none = wording_findings.nothing_to_see(claim.tags_without, is_all=True)
        self._next.show_found(claim, names, none if not claim.found else "", next_day=True)
        self._next_title.show()
        self._next.show()
        self.grew.emit()

    def wait(self) -> None:
        """Say that it is being worked out, if it takes longer than a moment."""
        self._ask.setEnabled(False)
        self._progress.start(self.tr("Looking at the following day"))

    def stop_waiting(self) -> None:
        """Say no more that it is being worked out."""
        self._ask.setEnabled(True)
        self._progress.stop()

    def show_share(self, share: float) -> None:
        """Show how much of it is done, 0 to 1."""
        self._progress.show_share(share)

    def _forget_next_day(self) -> None:
        self.stop_waiting()
        self._next_title.hide()
        self._next.hide()

    @Slot()
    def _on_ask(self) -> None:
        self.next_day_wanted.emit()


class _Found(QWidget):
    """The sentences of one look, each with its entries."""

    opens = Signal(object)
    grew = Signal()

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__()
        self._journal = journal
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def show_found(
        self, claim: Associations, names: Names, none: str, *, next_day: bool = False
    ) -> None:
        """Show what was found, or ``none`` where nothing was."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        said = [(each, self._words(each, names, next_day=next_day)) for each in claim.found]
        told = [(each, words) for each, words in said if words]
        for each, words in told:
            line = _Line(self._journal, self._theme, each, words, names, next_day=next_day)
            line.opens.connect(self.opens)
            line.grew.connect(self.grew)
            self._column.addWidget(line)
            self._column.addWidget(Hairline(self._theme))
        if not told:
            rest = none or wording_findings.nothing_to_see(claim.tags_without, is_all=True)
            self._column.addWidget(labels.quiet(rest, self._theme))
            return
        rest = wording_findings.nothing_to_see(claim.tags_without)
        caveat = " ".join(each for each in (wording_findings.they_go_together(), rest) if each)
        self._column.addWidget(labels.caption(caveat, self._theme))

    @staticmethod
    def _words(claim: Association, names: Names, *, next_day: bool) -> str:
        if not next_day:
            return wording_findings.association(claim, names)
        subject, tag = names.subject(claim.rating), names.tag(claim.tag)
        if subject is None or not tag:
            return ""
        return wording_below.association_next_day(
            claim.difference, tag, subject.inside, claim.tagged
        )


class _Line(QWidget):
    """One sentence; its entries are read when they are asked for."""

    opens = Signal(object)
    grew = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        claim: Association,
        words: str,
        names: Names,
        *,
        next_day: bool,
    ) -> None:
        super().__init__()
        self._journal = journal
        self._theme = theme
        self._claim = claim
        self._names = names
        self._next_day = next_day
        self._list: DaysList | None = None
        tag = " ".join(names.tag(claim.tag).split())
        self._spoken = self.tr("The entries with “{tag}”").format(tag=tag)
        self._days = Disclosure(
            self.tr("Show these days"),
            theme,
            hide=self.tr("Hide these days"),
            is_beside=True,
            spoken=self.tr("Days: {words}").format(words=words),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(labels.readout(words, theme))
        column.addWidget(self._days)
        self._days.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if not is_open:
            return
        if self._list is None:
            self._list = DaysList(self._journal, self._theme, self._spoken)
            self._list.opens.connect(self.opens)
            self._days.body.addWidget(self._list)
        try:
            found = entries_of(
                self._journal, self._claim, self._names.today, next_day=self._next_day
            )
        except StoreError as error:
            problems.show(self, error)
            return
        self._list.show_entries(found)
        self.grew.emit()
