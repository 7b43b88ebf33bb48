"""All tags with how often they were used: renamed, merged, parted, removed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Signal, Slot

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.settings_page.tag_dialogs import (
    MergeTagDialog,
    PartTagDialog,
    RemoveTagDialog,
)
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.table import Column, DataTable
from sessiondesk.ui.widgets.text_field import TextField

_ROW: Final = 36
_MOST_ROWS: Final = 8
# With more, the table alone does not show where one is.
_SEARCHED_FROM: Final = 12


class TagsCard(Card):
    """A table of tags, and what can be done with the one that is chosen in it.

    Signals:
        pattern_made: A pattern was made of a tag, or there was one of its name; by its id.
    """

    pattern_made = Signal(str)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        keep: Callable[[Callable[[], None]], None],
    ) -> None:
        """Make the card.

        Args:
            journal: Where the tags are kept.
            theme: The look in force.
            keep: Does what writes, and says so where that failed.
        """
        super().__init__(
            theme, self.tr("Tags"), self.tr("Words you put on a check-in for what was going on")
        )
        self._journal = journal
        self._theme = theme
        self._keep = keep
        self._all: Sequence[tuple[Tag, int]] = ()
        self._shown: list[Tag] = []
        self._names: Mapping[TagId, Sequence[str]] = {}
        self._field = TextField(self.tr("Find a tag"), theme, icon="search", is_low=True)
        self._table = DataTable(self.tr("All tags"), theme)
        self._none = labels.caption("", theme)
        self._rename = buttons.second(self.tr("Rename…"), theme)
        self._merge = buttons.second(self.tr("Merge…"), theme)
        self._part = buttons.second(self.tr("Part…"), theme)
        self._pattern = buttons.second(self.tr("Make a pattern of it"), theme)
        self._remove = buttons.remove(self.tr("Remove…"), theme)
        self._acting = Flow(spacing=theme.px(8))
        for button in (self._rename, self._merge, self._part, self._pattern, self._remove):
            self._acting.add(button)
        self.body.addWidget(self._field)
        self.body.addWidget(self._table)
        self.body.addWidget(self._none)
        self.body.addWidget(self._acting)
        self._field.edited.connect(self._show)
        self._table.selectionModel().currentChanged.connect(self._on_current)
        self._rename.clicked.connect(self._on_rename)
        self._merge.clicked.connect(self._on_merge)
        self._part.clicked.connect(self._on_part)
        self._pattern.clicked.connect(self._on_pattern)
        self._remove.clicked.connect(self._on_remove)

    def refresh(self) -> None:
        """Read the tags again; the one chosen stays chosen."""
        self._all = self._journal.tags.counted()
        self._names = self._journal.tags.earlier_names()
        self._field.setVisible(len(self._all) >= _SEARCHED_FROM)
        self._show()

    @Slot()
    def _show(self) -> None:
        chosen = self._chosen
        wanted = self._field.text.strip().casefold()
        found = [
            (tag, count)
            for tag, count in self._all
            if wanted in tag.name.casefold()
            or any(wanted in name.casefold() for name in self._names.get(tag.id, ()))
        ]
        self._shown = [tag for tag, _ in found]
        columns = [
            Column(title=self.tr("Tag")),
            Column(title=self.tr("Check-ins"), is_figure=True),
            Column(title=self.tr("Before")),
        ]
        rows = [[tag.name, str(count), self._before(tag)] for tag, count in found]
        self._table.set_table(columns, rows)
        ids = [tag.id for tag in self._shown]
        if chosen is not None and chosen.id in ids:
            self._table.setCurrentIndex(self._table.model().index(ids.index(chosen.id), 0))
        px = self._theme.px
        self._table.setFixedHeight(px(_ROW) * (min(_MOST_ROWS, len(found)) + 1) + px(4))
        self._table.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.setText(
            self.tr("No tag is called that.")
            if self._all
            else self.tr("None yet. They are made where they are first used, at a check-in.")
        )
        self._show_acting()

    def _before(self, tag: Tag) -> str:
        names = self._names.get(tag.id, ())
        if not names:
            return ""
        quoted = ", ".join(f"“{name}”" for name in names)
        return self.tr("was {names}").format(names=quoted)

    @property
    def _chosen(self) -> Tag | None:
        row = self._table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_acting(self) -> None:
        tag = self._chosen
        self._acting.setVisible(tag is not None)
        if tag is None:
            return
        self._merge.setEnabled(len(self._all) > 1)
        self._part.setVisible(bool(self._journal.tags.merged(tag.id)))
        for button, name in (
            (self._rename, self.tr("Rename “{tag}”")),
            (self._merge, self.tr("Merge “{tag}” into another")),
            (self._part, self.tr("Part a tag from “{tag}”")),
            (self._pattern, self.tr("Make a pattern of “{tag}”")),
            (self._remove, self.tr("Remove “{tag}”")),
        ):
            button.setAccessibleName(name.format(tag=tag.name))

    @Slot(QModelIndex)
    def _on_current(self, _index: QModelIndex) -> None:
        self._show_acting()

    @Slot()
    def _on_rename(self) -> None:
        tag = self._chosen
        if tag is not None:
            RewordDialog(
                self.tr("What should “{tag}” be called?").format(tag=tag.name),
                tag.name,
                ("tag.name", Kind.TAG, tag.id),
                self._journal,
                self._theme,
                keep=partial(self._give_name, tag.id),
                parent=self,
            ).open()

    def _give_name(self, tag_id: TagId, name: str) -> None:
        try:
            self._journal.tags.rename(tag_id, name)
        except InvalidFieldError as error:
            raise InvalidFieldError(
                "name", self.tr("Another tag has that name. They can be merged instead.")
            ) from error

    @Slot()
    def _on_merge(self) -> None:
        tag = self._chosen
        if tag is not None:
            others = [each for each, _ in self._all if each.id != tag.id]
            dialog = MergeTagDialog(tag, others, self._theme, self)
            dialog.picked.connect(self._on_merged)
            dialog.open()

    @Slot(str)
    def _on_merged(self, into: str) -> None:
        tag = self._chosen
        if tag is not None:
            self._keep(partial(self._journal.tags.merge, tag.id, TagId(into)))

    @Slot()
    def _on_part(self) -> None:
        tag = self._chosen
        if tag is not None:
            merged = self._journal.tags.merged(tag.id)
            dialog = PartTagDialog(tag, merged, self._theme, self)
            dialog.picked.connect(self._on_parted)
            dialog.open()

    @Slot(str)
    def _on_parted(self, tag_id: str) -> None:
        self._keep(partial(self._journal.tags.part, TagId(tag_id)))

    @Slot()
    def _on_pattern(self) -> None:
        if self._chosen is not None:
            self._keep(partial(self._make_pattern, self._chosen))

    def _make_pattern(self, tag: Tag) -> None:
        patterns = self._journal.patterns
        made = patterns.named(tag.name)
        if made is None:
            made = patterns.make_of_tag(tag.id, named_on=self._journal.today())
        if made is not None:
            self.pattern_made.emit(made.id)

    @Slot()
    def _on_remove(self) -> None:
        tag = self._chosen
        if tag is not None:
            goals = [each for each in self._journal.goals.all() if each.tag_id == tag.id]
            goal = wording_goals.in_short(goals[0].text) if goals else ""
            dialog = RemoveTagDialog(tag, goal, self._theme, self)
            dialog.accepted.connect(self._on_removed)
            dialog.open()

    @Slot()
    def _on_removed(self) -> None:
        if self._chosen is not None:
            self._keep(partial(self._journal.tags.remove, self._chosen.id))
