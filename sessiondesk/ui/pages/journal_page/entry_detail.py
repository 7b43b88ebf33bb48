"""The entry that is chosen: its day, its words, what it was before, and what can be done."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.journal.history import Earlier
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries
from sessiondesk.ui.pages.journal_page.entry_editor import EntryEditor
from sessiondesk.ui.pages.journal_page.entry_reader import EntryReader
from sessiondesk.ui.pages.journal_page.entry_view import EntryView, Mark
from sessiondesk.ui.pages.journal_page.reading import Reading
from sessiondesk.ui.pages.journal_page.remove_dialog import Removable
from sessiondesk.ui.pages.journal_page.tab_order import put_after
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.entry_chip import ReadOnlyChip
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import Scroll

_MOST_PATTERNS: Final = 12
_MOST_TAGS: Final = 12
_MOST_VERSIONS: Final = 20
_RING: Final = 4
_NARROW: Final = 370
_LOW: Final = 420
_PADDING: Final = 26
_WITH_PATTERNS: Final = {Kind.CHECKIN, Kind.THERAPY_SESSION}


class EntryDetail(Card):
    """One entry for reading, or being changed in place.

    Signals:
        edit_wanted: The person wants to change it.
        remove_wanted: The person wants to remove it.
        bring_up_wanted: The person wants to bring it up.
        name_wanted: The person wants to name a pattern seen in it.
        pattern_toggled: A pattern was seen in it, or was not after all: (its id, is it).
        copy_wanted: The person wants to copy its words.
        goes: A way to its own page was taken; carries a ``Link``.
    """

    edit_wanted = Signal()
    remove_wanted = Signal()
    bring_up_wanted = Signal()
    name_wanted = Signal()
    pattern_toggled = Signal(str, bool)
    copy_wanted = Signal()
    goes = Signal(object)

    def __init__(
        self, journal: Journal, reader: EntryReader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=(_PADDING, 22), parent=parent)
        self._journal = journal
        self._reader = reader
        self._theme = theme
        self._reading: Reading | None = None
        self._mark: Mark = _nothing
        self._editor: EntryEditor | None = None
        self._headline = Label("", theme, Role.HEADLINE)
        self._caption = Label("", theme, Role.CAPTION)
        self._edit = buttons.icon_alone("pencil", self.tr("Change this entry"), theme)
        self._more = buttons.icon_alone("ellipsis", self.tr("More for this entry"), theme)
        self._menu = QMenu(self)
        # Made once: clearing a menu leaves the menus under it behind.
        self._patterns_menu = QMenu(self.tr("A pattern seen in it"), self)
        self._inside = QWidget()
        self._scroll = Scroll(self._inside, theme)
        self._foot = QWidget()
        self._tags = Flow(spacing=theme.px(8))
        self._bring_up = buttons.second(self.tr("Bring up"), theme, icon="corner-up-right")
        self._open = buttons.second("", theme, icon="chevron-right")
        self._earlier: Disclosure | None = None
        self._lay_out()
        self._edit.clicked.connect(self.edit_wanted)
        self._more.clicked.connect(self._on_more)
        self._bring_up.clicked.connect(self.bring_up_wanted)
        self._open.clicked.connect(self._on_open)

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    @property
    def editor(self) -> EntryEditor | None:
        """What the entry is being changed with; None while it is read."""
        return self._editor

    def show_reading(self, reading: Reading, mark: Mark, *, bring_up: str) -> None:
        """Show an entry for reading.

        Args:
            reading: What it says.
            mark: Returns the places in some words that were searched for.
            bring_up: What the button that brings it up says.
        """
        is_same = self._reading is not None and self._reading.link == reading.link
        was_open = is_same and self._earlier is not None and self._earlier.is_open
        top = self._scroll.verticalScrollBar().value() if is_same and not self._editor else 0
        self._reading = reading
        self._mark = mark
        self._editor = None
        history = self._history(reading)
        words = [reading.caption]
        if reading.link.kind is Kind.CHECKIN or history:
            words.append(wording_entries.changed(len(history)))
        self._say_head(reading.headline, " ".join(each for each in words if each))
        column = self._emptied()
        _put(column, EntryView(reading, mark, self._theme))
        self._earlier = None
        if history:
            self._earlier = self._make_earlier(history, reading)
            _put(column, self._earlier)
            self._earlier.set_open(was_open)
        column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(top)
        put_after(self._more, self._inside)
        can_change = isinstance(reading.value, CheckIn) and not self._journal.is_read_only
        self._edit.setVisible(can_change)
        self._show_foot(reading, bring_up)

    def edit(self, prompts: Prompts) -> EntryEditor | None:
        """Let the entry be changed in place; None where it is no check-in."""
        if self._reading is None or not isinstance(self._reading.value, CheckIn):
            return None
        checkin = self._reading.value
        self._say_head(
            self._reading.headline, self.tr("Kept as you go. Esc goes back to reading.")
        )
        column = self._emptied()
        self._earlier = None
        self._editor = EntryEditor(checkin, self._journal, prompts, self._theme)
        _put(column, self._editor)
        column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self._edit.hide()
        self._foot.hide()
        put_after(self._more, self._inside)
        self._editor.focus_first()
        return self._editor

    def stop_editing(self) -> None:
        """Let go of the editor; what was typed has settled by now."""
        self._editor = None

    def say_kept(self, words: str) -> None:
        """Say when something was kept last."""
        self._caption.setText(words)

    def focus_first(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        first = self._edit if self._edit.isVisible() else self._more
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()

    @override
    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        # What the buttons need is known only once they have their style.
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit_foot()
        return is_done

    # Building.

    def _lay_out(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._caption)
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.setContentsMargins(px(_RING), 0, 0, 0)
        head.addLayout(words, 1)
        for button in (self._edit, self._more):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column_inside = QVBoxLayout(self._inside)
        self._column_inside.setSpacing(px(16))
        # Room for the focus ring, which the scrolling would cut off.
        self._column_inside.setContentsMargins(px(_RING), px(_RING), px(_RING), px(_RING))
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(px(_RING), 0, px(_RING), 0)
        foot.setSpacing(px(12))
        foot.addWidget(labels.Hairline(self._theme))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        # What the foot needs depends on which way it goes, and that on the room it gets.
        row.setSpacing(px(12))
        self._foot_row = row
        self._tags_name = Label(self.tr("Tags"), self._theme, Role.GROUP, wraps=False)
        row.addWidget(self._tags_name)
        row.addWidget(self._tags, 1)
        row.addStretch(0)
        row.addWidget(self._open)
        row.addWidget(self._bring_up)
        foot.addLayout(row)
        self.body.setSpacing(px(12))
        self.body.addLayout(head)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._foot)

    def _say_head(self, headline: str, caption: str) -> None:
        self._headline.setText(headline)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.setAccessibleName(headline)

    def _emptied(self) -> QVBoxLayout:
        while (item := self._column_inside.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        return self._column_inside

    def _show_foot(self, reading: Reading, bring_up: str) -> None:
        self._tags.clear()
        shown = reading.tags[:_MOST_TAGS]
        for name in shown:
            self._tags.add(ReadOnlyChip(name, self._theme, is_soft=False))
        others = len(reading.tags) - len(shown)
        if others:
            self._tags.add(labels.caption(self.tr("and %n more", "", others), self._theme))
        self._tags_name.setVisible(bool(shown))
        self._tags.setVisible(bool(shown))
        can_bring_up = reading.source is not None and not self._journal.is_read_only
        self._bring_up.setVisible(can_bring_up)
        self._bring_up.setText(bring_up)
        self._open.setText(reading.opens)
        self._foot.setVisible(bool(shown or can_bring_up or reading.opens))
        self._fit_foot()

    def _fit_foot(self) -> None:
        """Put what stands in the foot below each other where it is too narrow for it.

        Where there is no height for that either, the way to its own page is only in the menu.
        """
        px = self._theme.px
        opens = self._reading is not None and bool(self._reading.opens)
        both = opens and not self._bring_up.isHidden()
        needed = sum(each.sizeHint().width() + px(12) for each in (self._open, self._bring_up))
        is_tight = both and self.width() - 2 * (px(_PADDING) + px(_RING)) < needed
        is_low = is_tight and self.height() < px(_LOW)
        self._open.setVisible(opens and not is_low)
        is_narrow = self.width() < px(_NARROW) or (is_tight and not is_low)
        direction = QBoxLayout.Direction
        self._foot_row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _history(self, reading: Reading) -> Sequence[Earlier]:
        found = self._journal.history(reading.link.kind, reading.link.id)
        if reading.link.kind is Kind.ASSESSMENT:
            found = self._seen_apart(found, reading)
        return found[:_MOST_VERSIONS]

    def _seen_apart(self, found: Sequence[Earlier], reading: Reading) -> Sequence[Earlier]:
        """Leave out versions that look here like the one after them."""
        apart, after = [], reading
        for each in found:
            before = self._reader.reading(each.value, reading.day)
            if before is not None and before != after:
                apart.append(each)
                after = before
        return apart

    def _make_earlier(self, history: Sequence[Earlier], reading: Reading) -> Disclosure:
        shown = Disclosure(
            self.tr("Show earlier versions"), self._theme, hide=self.tr("Hide earlier versions")
        )
        shown.toggled.connect(self._on_earlier)
        self._shown_history = (history, reading)
        return shown

    def _on_earlier(self, is_open: bool) -> None:  # noqa: FBT001 - Qt sends it
        earlier = self._earlier
        if earlier is None or not is_open or earlier.body.count():
            return
        history, reading = self._shown_history
        today = self._journal.today()
        for version in history:
            before = self._reader.reading(version.value, reading.day)
            if before is None:
                continue
            card = Card(self._theme, is_sunken=True, padding=(16, 12))
            at = version.at.astimezone(self._journal.now().tzinfo)
            said = wording_entries.version(at, today=today)
            card.body.addWidget(Label(said, self._theme, Role.GROUP))
            card.body.addWidget(EntryView(before, self._mark, self._theme))
            if before.tags:
                tags = self.tr("Tags: {names}").format(names=", ".join(before.tags))
                card.body.addWidget(labels.caption(tags, self._theme))
            _put(earlier.body, card)

    # What can be done.

    def _on_more(self) -> None:
        reading = self._reading
        if reading is None:
            return
        self._menu.clear()
        can_change = not self._journal.is_read_only
        is_checkin = can_change and isinstance(reading.value, CheckIn)
        can_have_pattern = can_change and reading.link.kind in _WITH_PATTERNS
        if is_checkin and self._editor is None:
            self._menu.addAction(self.tr("Change")).triggered.connect(self.edit_wanted)
        if reading.blocks:
            self._menu.addAction(self.tr("Copy the words")).triggered.connect(self.copy_wanted)
        if can_have_pattern:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Name a pattern…")).triggered.connect(self.name_wanted)
            self._offer_patterns(reading)
        if can_change and isinstance(reading.value, Removable):
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Remove…")).triggered.connect(self.remove_wanted)
        if reading.opens:
            self._menu.addAction(reading.opens).triggered.connect(self._on_open)
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _offer_patterns(self, reading: Reading) -> None:
        patterns = self._journal.patterns.all()[:_MOST_PATTERNS]
        if not patterns:
            return
        value = reading.value
        seen = value.patterns if isinstance(value, CheckIn | TherapySession) else frozenset()
        menu = self._patterns_menu
        menu.clear()
        self._menu.addMenu(menu)
        for each in patterns:
            action = menu.addAction(wording_entries.in_short(each.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id in seen)
            action.setData(each.id)
            action.triggered.connect(self._on_pattern)

    def _on_pattern(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        action = self.sender()
        if isinstance(action, QAction):
            self.pattern_toggled.emit(PatternId(action.data()), on)

    def _on_open(self) -> None:
        if self._reading is not None and self._reading.goes_to is not None:
            self.goes.emit(self._reading.goes_to)


def _put(column: QVBoxLayout, widget: QWidget) -> None:
    column.addWidget(widget)
    # At once, so that it can take the keyboard.
    widget.show()


def _nothing(_text: str) -> Sequence[tuple[int, int]]:
    return ()
