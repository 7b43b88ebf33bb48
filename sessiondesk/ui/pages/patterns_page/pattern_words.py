"""One answer about a pattern, edited in place: kept as it is typed, part of it when left."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal, cast

from PySide6.QtCore import QObject, Signal

from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.widgets.own_words import OwnWords

FieldName = Literal["sets_off", "notice_first", "what_i_do", "may_protect", "rather_do"]
_KIND: Final = "pattern"


class PatternWords(QObject):
    """Ties one editor to one answer of the pattern that is shown.

    Signals:
        kept: The words are on disk, as a draft or as part of the pattern: (when, in words).
        failed: They are not: (the error, what tries again).
    """

    kept = Signal(str)
    failed = Signal(object, object)

    def __init__(
        self, field: FieldName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._field: FieldName = field
        self._draft_name = f"{_KIND}.{field}"
        self._editor = editor
        self._journal = journal
        self._pattern: Pattern | None = None
        self._shown = ""
        self._is_settling = False
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)

    @property
    def has_unsaved_words(self) -> bool:
        """Whether the editor holds other words than the pattern."""
        return self._editor.text != self._shown

    def show_pattern(self, pattern: Pattern) -> None:
        """Show the answer of ``pattern``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        is_same = self._pattern is not None and self._pattern.id == pattern.id
        if is_same and self.has_unsaved_words:
            self._pattern = pattern
            return
        self._pattern = pattern
        self._shown = cast("str", getattr(pattern, self._field))
        if self._editor.text != self._shown:
            self._editor.text = self._shown
        if not is_same:
            draft = self._journal.drafts.find(self._draft_name, pattern.id)
            if draft is not None:
                self._editor.text = draft

    def settle(self) -> None:
        """Make the words part of the pattern.

        Raises:
            StoreError: They were not kept; they stay in the editor.
        """
        # What the editor still has to tell is dealt with here.
        self._is_settling = True
        self._editor.flush()
        self._is_settling = False
        if self._pattern is None or not self.has_unsaved_words:
            return
        # What else changed meanwhile, such as the name, has to stay.
        now = self._journal.patterns.find(self._pattern.id) or self._pattern
        text = self._editor.text
        changed = self._with_text(now, text)
        shown, self._shown, self._pattern = self._shown, text, changed
        try:
            self._journal.patterns.record(changed, settles=(self._draft_name,))
        except StoreError:
            self._shown = shown
            raise
        self._tell()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the pattern, as a draft."""
        if self._pattern is None or not self.has_unsaved_words:
            return []
        return [
            Draft(
                editor=self._draft_name,
                record_kind=_KIND,
                record_id=self._pattern.id,
                text=self._editor.text,
            )
        ]

    def _with_text(self, pattern: Pattern, text: str) -> Pattern:
        match self._field:
            case "sets_off":
                return replace(pattern, sets_off=text)
            case "notice_first":
                return replace(pattern, notice_first=text)
            case "what_i_do":
                return replace(pattern, what_i_do=text)
            case "may_protect":
                return replace(pattern, may_protect=text)
            case "rather_do":
                return replace(pattern, rather_do=text)

    def _keep_draft(self) -> None:
        if self._pattern is None:
            return
        id_ = self._pattern.id
        if self.has_unsaved_words:
            self._journal.drafts.keep(self._draft_name, _KIND, id_, self._editor.text)
        else:
            self._journal.drafts.drop(self._draft_name, id_)
        self._tell()

    def _try(self, keeps: Callable[[], None]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, keeps)

    def _tell(self) -> None:
        now = wording_sessions.clock(self._journal.now())
        self.kept.emit(self.tr("Kept {time}").format(time=now))

    def _on_edited(self) -> None:
        if not self._is_settling:
            self._try(self._keep_draft)

    def _on_left(self) -> None:
        self._try(self.settle)
