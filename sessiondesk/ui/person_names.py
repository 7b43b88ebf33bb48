"""The names of people that stand as initials on paper: a list the person keeps."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.journal import Journal, Topic
from sessiondesk.prepsheet import initials
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.chips import AddChip
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.wording_measures import listed

Keep = Callable[[Callable[[], None]], None]

_WIDTH: Final = 480
_INITIALS: Final = 104
_IN_EXAMPLE: Final = 2
_MOST_INITIALS: Final = 24


class _NameRow(QWidget):
    """One name, what stands for it, and the way off the list.

    Signals:
        changed: The name, and the initials that should stand for it.
        removed: The name.
    """

    changed = Signal(str, str)
    removed = Signal(str)

    def __init__(self, person: PersonName, theme: Theme) -> None:
        super().__init__()
        self._name = person.name
        self._kept = person.short
        self._field = TextField(
            self.tr("Stands on paper for {name}").format(name=person.name),
            theme,
            text=person.short,
            is_low=True,
            hides_label=True,
            most=_MOST_INITIALS,
        )
        self._field.setFixedWidth(theme.px(_INITIALS))
        remove = buttons.icon_alone(
            "x", self.tr("Take {name} off the list").format(name=person.name), theme
        )
        remove.set_height(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Label(person.name, theme, Role.OWN_LINE), 1)
        row.addWidget(self._field)
        row.addWidget(remove)
        self._field.left.connect(self._on_left)
        remove.clicked.connect(self._on_remove)

    @property
    def name(self) -> str:
        """Whose row it is."""
        return self._name

    def take_keyboard(self) -> None:
        """Take the keyboard, in the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_left(self) -> None:
        typed = " ".join(self._field.text.split())
        if typed != self._kept:
            self.changed.emit(self._name, typed)

    @Slot()
    def _on_remove(self) -> None:
        self.removed.emit(self._name)


class NamesList(QWidget):
    """The names in force, a chip to add one, and what comes of it in a sentence."""

    def __init__(
        self, journal: Journal, theme: Theme, keep: Keep, parent: QWidget | None = None
    ) -> None:
        """Make the list; it shows what is kept.

        Args:
            journal: Where the names are kept.
            theme: The look in force.
            keep: Does what writes, and says so where that failed.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._keep = keep
        self._names: tuple[PersonName, ...] | None = None
        self._rows: list[_NameRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(4))
        self._example = labels.caption("", theme)
        self._add = AddChip(self.tr("Add a name"), theme, most=100)
        self._add.added.connect(self._on_added)
        column = QVBoxLayout(self)
        # Room for the focus rings, which a dialog that scrolls would cut off.
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        column.setSpacing(theme.px(8))
        column.addLayout(self._list)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._example)
        self.setFocusProxy(self._add)
        self.refresh()

    def refresh(self) -> None:
        """Show what is kept."""
        names = self._journal.settings.value.person_names
        if names == self._names:
            return
        self._names = names
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_NameRow(each, self._theme) for each in names]
        for row in self._rows:
            row.changed.connect(self._on_changed)
            row.removed.connect(self._on_removed)
            self._list.addWidget(row)
        self._example.setText(self._says(names))
        put_in_reading_order(self)

    def show_again(self) -> None:
        """Show what is kept instead of what could not be kept."""
        self._names = None
        self.refresh()

    def _says(self, names: Sequence[PersonName]) -> str:
        if not names:
            return self.tr(
                "Nobody yet. A name is changed where it stands as a whole word, and only on "
                "paper and in files of the sheet: your journal keeps it."
            )
        met = listed([each.name for each in names[:_IN_EXAMPLE]])
        return self.tr("“{written}” is printed as “{printed}”").format(
            written=met, printed=initials.in_text(met, names)
        )

    @Slot(str)
    def _on_added(self, text: str) -> None:
        name = " ".join(text.split())
        kept = self._journal.settings.value.person_names
        if name and name not in {each.name for each in kept}:
            self._change((*kept, PersonName(name=name)))

    @Slot(str, str)
    def _on_changed(self, name: str, short: str) -> None:
        self._change(
            tuple(
                replace(each, initials=short) if each.name == name else each
                for each in self._journal.settings.value.person_names
            )
        )

    @Slot(str)
    def _on_removed(self, name: str) -> None:
        kept = self._journal.settings.value.person_names
        place = next((n for n, each in enumerate(kept) if each.name == name), 0)
        self._change(tuple(each for each in kept if each.name != name))
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].take_keyboard()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, names: tuple[PersonName, ...]) -> None:
        self._keep(partial(self._journal.settings.change, person_names=names))
        self.show_again()


class NamesDialog(QDialog):
    """The same list over a page; what is changed holds at once, Close puts it away."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        title = self.tr("Names on paper")
        says = self.tr(
            "On paper, initials stand for these people. Your journal keeps their names."
        )
        self._journal = journal
        self.setWindowTitle(PROGRAM)
        self.setProperty("ground", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(says)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(px(_WIDTH))
        self._list = NamesList(journal, theme, self._do)
        close = buttons.main(self.tr("Close"), theme)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(24), px(28), px(24))
        column.setSpacing(px(8))
        column.addWidget(Label(title, theme, Role.HEADLINE))
        column.addWidget(Label(says, theme, Role.BODY_QUIET))
        column.addWidget(TallBody(self._list, theme))
        column.addSpacing(px(8))
        column.addLayout(foot)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        journal.changed.connect(self._on_changed)

    def _do(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            problems.show(self, error)

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.SETTINGS:
            self._list.refresh()
