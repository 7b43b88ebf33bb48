"""One answer about a pattern, edited in place: kept as it is typed, part of it when left."""

from dataclasses import replace
from typing import Final, Literal, cast

from PySide6.QtCore import QObject
from typing_extensions import override

from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal import Journal
from sessiondesk.ui.kept_words import FieldWords
from sessiondesk.ui.widgets.own_words import OwnWords

FieldName = Literal["sets_off", "notice_first", "what_i_do", "may_protect", "rather_do"]
_KIND: Final = "pattern"


class PatternWords(FieldWords):
    """One answer of the pattern that is shown."""

    def __init__(
        self, field: FieldName, editor: OwnWords, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(editor, f"{_KIND}.{field}", _KIND, journal, parent)
        self._field: FieldName = field
        self._pattern: Pattern | None = None

    def show_pattern(self, pattern: Pattern) -> None:
        """Show the answer of ``pattern``; words being typed into this very one stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._pattern = pattern
        self.show(pattern.id, cast("str", getattr(pattern, self._field)))

    @override
    def _keep(self, text: str, draft: str) -> None:
        if self._pattern is None:
            return
        # What else changed meanwhile, such as the name, has to stay.
        now = self._journal.patterns.find(self._pattern.id) or self._pattern
        self._pattern = self._with_text(now, text)
        self._journal.patterns.record(self._pattern, settles=(draft,))

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
