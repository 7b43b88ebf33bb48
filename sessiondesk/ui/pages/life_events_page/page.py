"""The Life events page."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sessiondesk.domain.ids import LifeEventId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems, wording_life_events
from sessiondesk.ui.life_event_dialog import LifeEventDialog
from sessiondesk.ui.pages.life_events_page.event_card import EventCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.table import Column, DataTable

_RIGHT: Final = 380
_RIGHT_NARROW: Final = 296


class LifeEventsPage(QWidget):
    """Left all events, newest first; right the chosen one.

    Signals:
        wants: The name of a page to go to.
    """

    wants = Signal(str)

    def __init__(self, journal: Journal, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._events: Sequence[LifeEvent] = ()
        self._frame = PageFrame(
            self.tr("Life events"),
            theme,
            self.tr("What else was going on, medicines too. It is drawn on your charts."),
            scrolls=False,
        )
        add = buttons.main(self.tr("Add an event…"), theme, icon="plus")
        add.clicked.connect(self._on_add)
        self._add = add
        self._frame.add_action(add)
        self._table = DataTable(self.tr("Life events"), theme)
        self._card = EventCard(theme)
        self._card.change_wanted.connect(self._on_change)
        self._card.removal_wanted.connect(self._on_remove)
        self._stack = QStackedWidget()
        self._lay_out()
        self._table.activated.connect(self._on_change)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        # Fusion activates a row on Enter only where nothing else listens for it.
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self._table)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self._on_change)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_remove)
        journal.changed.connect(self._on_journal_changed)
        self._frame.narrow_changed.connect(self._set_right_width)
        theme.changed.connect(self._set_right_width)
        self.refresh()

    # What the window asks.

    def refresh(self) -> None:
        """Read again; the chosen event stays chosen."""
        chosen = self._chosen()
        try:
            self._events = list(reversed(self._journal.life_events.all()))
        except StoreError as error:
            problems.show(self, error)
            return
        self._stack.setCurrentIndex(0 if self._events else 1)
        self._add.setVisible(bool(self._events))
        columns = [
            Column(title=self.tr("When")),
            Column(title=self.tr("What")),
        ]
        rows = [
            (
                wording_life_events.span(each, month="MMM"),
                each.title,
            )
            for each in self._events
        ]
        self._table.set_table(columns, rows)
        self._choose(chosen.id if chosen else None)

    def settle(self) -> None:
        """Keep what is being typed into the dialog as a draft.

        Raises:
            StoreError: It was not kept; the words stay in the dialog.
        """
        for dialog in self.findChildren(LifeEventDialog):
            dialog.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return [
            draft for dialog in self.findChildren(LifeEventDialog) for draft in dialog.unsaved()
        ]

    def focus_first(self) -> None:
        """Put the focus on the list, or on the way in."""
        target: QWidget = self._table if self._events else self._first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Choose an event."""
        if kind is Kind.LIFE_EVENT:
            self._choose(LifeEventId(record_id))

    # Parts.

    def _lay_out(self) -> None:
        card = Card(self._theme, padding=(8, 8))
        card.body.addWidget(self._table, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(16))
        row.addWidget(card, 1)
        row.addWidget(self._card)
        self._first = buttons.main(self.tr("Add an event…"), self._theme, icon="plus")
        self._first.clicked.connect(self._on_add)
        self._stack.addWidget(both)
        self._stack.addWidget(
            EmptyState(
                "calendar-plus",
                self.tr("Nothing noted yet"),
                self.tr(
                    "A move, an illness, a new job, a medicine: later it helps to see what else "
                    "was going on. One line is enough."
                ),
                self._theme,
                [self._first],
            )
        )
        self._frame.body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._set_right_width()

    @Slot()
    def _set_right_width(self) -> None:
        width = _RIGHT_NARROW if self._frame.is_narrow else _RIGHT
        self._card.setFixedWidth(self._theme.px(width))

    def _chosen(self) -> LifeEvent | None:
        place = self._table.currentIndex().row()
        return self._events[place] if 0 <= place < len(self._events) else None

    def _choose(self, event_id: LifeEventId | None) -> None:
        places = [place for place, each in enumerate(self._events) if each.id == event_id]
        if self._events:
            self._table.selectRow(places[0] if places else 0)
            self._show_chosen()

    def _show_chosen(self) -> None:
        event = self._chosen()
        if event is not None:
            self._card.show_event(event)

    # What the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is Topic.LIFE_EVENTS:
            self.refresh()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_chosen()

    @Slot()
    def _on_add(self) -> None:
        LifeEventDialog(self._journal, self._theme, self, kept=self._on_kept).open()

    @Slot()
    def _on_change(self) -> None:
        event = self._chosen()
        if event is not None:
            LifeEventDialog(self._journal, self._theme, self, event=event).open()

    def _on_kept(self, event: LifeEvent) -> None:
        self._choose(event.id)

    @Slot()
    def _on_remove(self) -> None:
        event = self._chosen()
        if event is None:
            return
        question = Question(
            self.tr("Remove this event?"),
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
        question.setProperty("event", event.id)
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        try:
            self._journal.life_events.remove(LifeEventId(self.sender().property("event")))
        except StoreError as error:
            problems.show(self, error)
