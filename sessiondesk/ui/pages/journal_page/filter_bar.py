"""The search field with the filters beside it, and the panel that a filter opens."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.ui.pages.journal_page import conditions
from sessiondesk.ui.pages.journal_page.conditions import Facet
from sessiondesk.ui.pages.journal_page.filter_panels import (
    DatesPanel,
    MorePanel,
    Panel,
    RatingsPanel,
    TagsPanel,
)
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.pages.journal_page.tab_order import put_after
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.entry_chip import FilterChip
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.text_field import TextField

FILTER_AFTER_MS: Final = 150
_LEAST_FIELD: Final = 300
_LEAST_PANEL: Final = 110
_MOST_OF_WINDOW: Final = 0.4
_MORE: Final = "more"
# Qt's own name for it.
_CLEAR_ACTION: Final = "_q_qlineeditclearaction"
_ALWAYS: Final = (Facet.DATES, Facet.TAGS, Facet.RATINGS)
_UNDER_MORE: Final = (Facet.FEELINGS, Facet.PATTERNS, Facet.KINDS)


class FilterBar(QWidget):
    """Where the person says what to look for.

    Up and Down go through the list while the cursor stays in the field; Esc clears the words,
    then the filters.

    Signals:
        changed: Something else is asked for: read ``filters``. Comes 150 ms after typing.
        moved: A key that moves through the list was pressed in the field; carries it.
        entered: Enter was pressed in the field.
    """

    changed = Signal()
    moved = Signal(int)
    entered = Signal()

    def __init__(
        self,
        journal: Journal,
        prompts: Prompts,
        naming: Naming,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._prompts = prompts
        self._naming = naming
        self._theme = theme
        self.filters = Filters()
        self.first_day = journal.today()
        self._open: Facet | str | None = None
        self._panel: Panel | None = None
        self._field = TextField(
            self.tr("Search the journal"), theme, icon="search", hides_label=True,
            placeholder=self.tr("Search your words"),
        )  # fmt: skip
        self._chips: dict[Facet | str, FilterChip] = {
            Facet.DATES: FilterChip(self.tr("Dates"), theme, icon="calendar"),
            Facet.TAGS: FilterChip(self.tr("Tags"), theme),
            Facet.RATINGS: FilterChip(self.tr("Ratings"), theme),
            Facet.FEELINGS: FilterChip(self.tr("Feelings"), theme),
            Facet.PATTERNS: FilterChip(self.tr("Patterns"), theme),
            Facet.KINDS: FilterChip(self.tr("Kinds"), theme),
            _MORE: FilterChip(self.tr("More filters"), theme, icon="sliders-horizontal"),
        }
        self._flow = Flow(spacing=theme.px(8))
        self._below = Card(theme, is_sunken=True, padding=(12, 8))
        self._inside = QWidget()
        self._below.body.addWidget(_Low(self._inside, theme))
        self._below.hide()
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.setInterval(FILTER_AFTER_MS)
        self._lay_out()
        self._connect()
        self._say()

    @property
    def has_words(self) -> bool:
        """Whether something is typed."""
        return bool(self._field.text.strip())

    def set_filters(self, filters: Filters) -> None:
        """Ask for something else on the person's behalf; it is told at once."""
        self._waits.stop()
        self.filters = filters
        self._field.text = filters.text
        self._say()
        self.changed.emit()

    def clear_one(self) -> bool:
        """Clear the words, or else the filters; tell whether there was any."""
        if self._open is not None:
            self._close()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self._field.text:
            self.set_filters(replace(self.filters, text=""))
            return True
        if conditions.has_any(self.filters):
            self.set_filters(Filters())
            return True
        return False

    def say_again(self) -> None:
        """Say what is asked for in the names of now."""
        self._say()

    def focus_field(self) -> None:
        """Put the cursor into the field, with what is there ready to be replaced."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.select_all()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
            if (
                event.key() in moves
                and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ):
                self.moved.emit(event.key())
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.clear_one():
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        px = self._theme.px
        for chip in self._chips.values():
            self._flow.add(chip)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(8))
        self._row.addWidget(self._field, 1)
        self._row.addWidget(self._flow)
        self._place = QVBoxLayout(self._inside)
        # Room for the focus ring, which the scrolling would cut off.
        self._place.setContentsMargins(px(4), px(4), px(4), px(4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self._row)
        column.addWidget(self._below)

    def _connect(self) -> None:
        line = self._field.findChild(QLineEdit)
        assert line is not None  # noqa: S101 - it is made of one
        line.installEventFilter(self)
        line.setClearButtonEnabled(True)
        self._dress()
        self._field.edited.connect(self._on_edited)
        # The cross inside the field empties it without a key.
        line.textChanged.connect(self._on_text)
        self._field.entered.connect(self._on_entered)
        self._waits.timeout.connect(self._on_waited)
        for chip in self._chips.values():
            chip.clicked.connect(self._on_chip)
            chip.cleared.connect(self._on_cleared)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        # Qt's own, so it is looked for each time: what stands for it here may be gone by then.
        clear = self._field.findChild(QAction, _CLEAR_ACTION)
        if clear is not None:
            clear.setIcon(self._theme.icon("x", 16))
            clear.setText(self.tr("Clear the search"))
            clear.setToolTip(self.tr("Clear the search"))
        self._fit()

    def _fit(self) -> None:
        chips = self._flow_width()
        fits = chips + self._theme.px(_LEAST_FIELD) + self._row.spacing() <= self.width()
        self._flow.setFixedWidth(chips if fits else max(1, self.width()))
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    def _flow_width(self) -> int:
        # Not isVisible: before the page is shown nothing is.
        shown = [chip.sizeHint().width() for chip in self._chips.values() if not chip.isHidden()]
        return sum(shown) + self._theme.px(8) * (len(shown) - 1)

    def _say(self) -> None:
        today = self._journal.today()
        for facet, chip in self._chips.items():
            if isinstance(facet, Facet):
                chip.set_value(conditions.in_short(self.filters, facet, self._naming, today=today))
            if facet in _UNDER_MORE:
                chip.setVisible(chip.is_on)
            chip.set_open(facet == self._open)
        if self._panel is not None:
            self._panel.show_filters(self.filters)
        self._fit()

    def _change(self, fields: Mapping[str, Any]) -> None:
        self.filters = replace(self.filters, text=self._field.text.strip(), **fields)
        self._waits.stop()
        self._say()
        self.changed.emit()

    def _close(self) -> None:
        self._open = None
        if self._panel is not None:
            self._place.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._below.hide()
        self._say()

    def _on_chip(self) -> None:
        facet = next(facet for facet, chip in self._chips.items() if chip is self.sender())
        wanted = _MORE if facet in _UNDER_MORE else facet
        was_open = self._open
        self._close()
        if wanted == was_open:
            return
        self._open = wanted
        self._panel = self._panel_for(wanted)
        self._panel.changed.connect(self._change)
        self._place.addWidget(self._panel)
        self._panel.show()
        put_after(self._chips[_MORE].last_stop, self._panel)
        self._below.show()
        self._say()

    def _panel_for(self, facet: Facet | str) -> Panel:
        match facet:
            case Facet.DATES:
                return DatesPanel(self.first_day, self._journal.today(), self._theme)
            case Facet.TAGS:
                return TagsPanel(self._journal, self._theme)
            case Facet.RATINGS:
                return RatingsPanel(self._journal, self._theme)
            case _:
                return MorePanel(self._journal, self._prompts, self._theme)

    def _on_cleared(self) -> None:
        facet = next(facet for facet, chip in self._chips.items() if chip is self.sender())
        if isinstance(facet, Facet):
            had_focus = self._chips[facet]
            self._change(conditions.without(facet))
            # The cross that was pressed is gone; its chip may be as well.
            after = had_focus if had_focus.isVisible() else self._field
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self._waits.start()

    def _on_text(self, text: str) -> None:
        if not text and self.filters.text:
            self._waits.start()

    def _on_waited(self) -> None:
        if self._field.text.strip() != self.filters.text:
            self._change({})

    def _on_entered(self) -> None:
        self._on_waited()
        self.entered.emit()


class _Low(Scroll):
    """As high as what is in it, but never so high that the list would have no room."""

    def __init__(self, inside: QWidget, theme: Theme) -> None:
        super().__init__(inside, theme)
        self._look = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # What opens within needs more room, or less.
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        wished = self.content.sizeHint()
        most = round(self.window().height() * _MOST_OF_WINDOW)
        return QSize(wished.width(), min(wished.height(), max(most, self._look.px(_LEAST_PANEL))))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), self._look.px(_LEAST_PANEL)))
