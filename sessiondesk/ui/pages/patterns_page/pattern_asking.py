"""What a person does with patterns: naming, renaming, linking, merging, removing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.ids import PatternId, TagId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import EntryKey
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.pages.patterns_page.pattern_detail import PatternDetail
from sessiondesk.ui.pages.patterns_page.pattern_dialogs import (
    FromTagDialog,
    MergeDialog,
    RemoveDialog,
)
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.theme import Theme


class PatternAsking(QObject):
    """Asks what has to be asked, and keeps what comes of it.

    Signals:
        chose: The pattern of this id should be shown.
        removed: The pattern of this id is in the bin.
        kept: Something was kept that could not be before.
        failed: Something could not be kept: (the error, what tries again).

    Attributes:
        pattern: The pattern all of it is about. None: there is none yet.
    """

    chose = Signal(str)
    removed = Signal(str)
    kept = Signal()
    failed = Signal(object, object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        detail: PatternDetail,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._detail = detail
        self._page = page
        self.pattern: Pattern | None = None
        detail.merge_wanted.connect(self._on_merge)
        detail.part_wanted.connect(self._on_part)
        detail.remove_wanted.connect(self._on_remove)
        detail.name.renamed.connect(self._on_renamed)
        detail.linked.links.connect(self._on_link)
        detail.linked.unlinks.connect(self._on_unlink)
        detail.suggestion.agreed.connect(self._on_link)
        detail.suggestion.refused.connect(self._on_refused)

    @Slot()
    def new(self) -> None:
        """Ask for a new pattern."""
        dialog = PatternDialog(self._journal, self._theme, self._prompts, self._page)
        dialog.named.connect(self._on_named)
        dialog.open()

    @Slot()
    def from_tag(self) -> None:
        """Ask for a tag to make a pattern of."""
        self._try(self._ask_for_tag)

    def _ask_for_tag(self) -> None:
        dialog = FromTagDialog(self._journal.tags.counted(), self._theme, self._page)
        dialog.picked.connect(self._on_tag)
        dialog.open()

    def _try(self, keeps: Callable[[], object]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, partial(self._try, keeps))
        else:
            self.kept.emit()

    @Slot(object)
    def _on_named(self, pattern: Pattern) -> None:
        self.chose.emit(pattern.id)

    @Slot(str)
    def _on_tag(self, tag_id: str) -> None:
        self._try(partial(self._make_of_tag, TagId(tag_id)))

    def _make_of_tag(self, tag_id: TagId) -> None:
        patterns = self._journal.patterns
        tag = self._journal.tags.find(tag_id)
        made = None if tag is None else patterns.named(tag.name)
        if made is None:
            made = patterns.make_of_tag(tag_id, named_on=self._journal.today())
        if made is not None:
            self.chose.emit(made.id)

    @Slot(str)
    def _on_renamed(self, name: str) -> None:
        if self.pattern is not None:
            self._try(partial(self._rename, self.pattern.id, name))

    def _rename(self, pattern_id: PatternId, name: str) -> None:
        known = self._journal.patterns.named(name)
        if known is not None and known.id != pattern_id:
            today = self._journal.today()
            self._detail.name.refuse(wording_patterns.already_named(known, today=today))
            return
        now = self._journal.patterns.find(pattern_id)
        if now is not None:
            self._journal.patterns.record(replace(now, name=name))
        self._detail.name.done()

    @Slot(object)
    def _on_link(self, key: EntryKey) -> None:
        if self.pattern is not None:
            self._try(partial(self._journal.patterns.link, self.pattern.id, key.kind, key.id))

    @Slot(object)
    def _on_unlink(self, key: EntryKey) -> None:
        if self.pattern is not None:
            self._try(partial(self._journal.patterns.unlink, self.pattern.id, key.kind, key.id))

    @Slot(object)
    def _on_refused(self, key: EntryKey) -> None:
        if self.pattern is not None:
            self._try(partial(self._journal.patterns.refuse, self.pattern.id, key.kind, key.id))

    @Slot()
    def _on_merge(self) -> None:
        if self.pattern is not None:
            self._try(partial(self._ask_to_merge, self.pattern))

    def _ask_to_merge(self, pattern: Pattern) -> None:
        others = [each for each in self._journal.patterns.all() if each.id != pattern.id]
        dialog = MergeDialog(pattern, others, self._theme, self._page)
        dialog.picked.connect(self._on_merged)
        dialog.open()

    @Slot(str)
    def _on_merged(self, into: str) -> None:
        if self.pattern is not None:
            self._try(partial(self._merge, self.pattern.id, PatternId(into)))

    def _merge(self, pattern_id: PatternId, into: PatternId) -> None:
        self._detail.settle()
        self._journal.patterns.merge(pattern_id, into)
        self.chose.emit(into)

    @Slot(str)
    def _on_part(self, pattern_id: str) -> None:
        self._try(partial(self._journal.patterns.part, PatternId(pattern_id)))

    @Slot()
    def _on_remove(self) -> None:
        if self.pattern is not None:
            dialog = RemoveDialog(self.pattern, self._theme, self._page)
            dialog.accepted.connect(self._on_removed)
            dialog.open()

    @Slot()
    def _on_removed(self) -> None:
        if self.pattern is not None:
            self._try(partial(self._remove, self.pattern.id))

    def _remove(self, pattern_id: PatternId) -> None:
        self._detail.settle()
        self._journal.patterns.remove(pattern_id)
        self.removed.emit(pattern_id)
