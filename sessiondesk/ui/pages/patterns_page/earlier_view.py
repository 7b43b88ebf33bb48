"""How a pattern was worded before, the latest change first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_patterns, wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.disclosure import Disclosure

# A person rarely rewords anything more often; what is older stays in the file.
_MOST: Final = 20
_MOST_LINES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    at: datetime
    label: str
    words: str = field(repr=False)


class EarlierView(QWidget):
    """Opens on request; nothing is read before."""

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._labels = [
            ("name", self.tr("Name")),
            *wording_patterns.questions(prompts),
        ]
        self._pattern: Pattern | None = None
        self._rows: list[QWidget] = []
        self._opens = Disclosure(self.tr("Earlier wordings"), theme)
        self._none = labels.caption(self.tr("It was never worded otherwise."), theme)
        self._opens.body.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._opens)
        self._opens.toggled.connect(self._on_toggled)

    def show_pattern(self, pattern: Pattern) -> None:
        """Show how ``pattern`` was worded, if that is open for it."""
        if self._pattern is None or self._pattern.id != pattern.id:
            self._opens.set_open(False)
        self._pattern = pattern
        if self._opens.is_open:
            self._show()

    def _show(self) -> None:
        for row in self._rows:
            self._opens.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        changes = self._changes()
        self._none.setVisible(not changes)
        today = self._journal.today()
        for change in changes[:_MOST]:
            day = wording_sessions.day_and_month(change.at.date(), today=today)
            said = self.tr("{question}, until {day}").format(question=change.label, day=day)
            self._add(labels.caption(said, self._theme))
            words = change.words or self.tr("(empty)")
            self._add(labels.own_line(words, self._theme, max_lines=_MOST_LINES))

    def _add(self, widget: QWidget) -> None:
        self._opens.body.addWidget(widget)
        widget.show()
        self._rows.append(widget)

    def _changes(self) -> Sequence[_Change]:
        """Return each answer that was another one, with the day on which it was changed."""
        if self._pattern is None:
            return []
        try:
            versions = self._journal.history(Kind.PATTERN, self._pattern.id)
        except StoreError:
            # The page says so when it reads the pattern itself.
            return []
        changes: list[_Change] = []
        after = self._pattern
        for version in versions:
            before = version.value
            if not isinstance(before, Pattern):
                continue
            for name, label in self._labels:
                former = str(getattr(before, name))
                if former != getattr(after, name):
                    at = version.at.astimezone(self._journal.now().tzinfo)
                    changes.append(_Change(at=at, label=label, words=former))
            after = before
        return changes

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self._show()
