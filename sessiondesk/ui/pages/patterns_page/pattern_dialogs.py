"""The questions this page asks before it does something."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.tag import Tag
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.fields import ChoiceBox


class MergeDialog(Question):
    """Asks which pattern another one turned out to be.

    Signals:
        picked: The id of the one that will stand for both.
    """

    picked = Signal(str)

    def __init__(
        self, pattern: Pattern, others: Sequence[Pattern], theme: Theme, parent: QWidget
    ) -> None:
        name = wording_patterns.in_short(pattern.name)
        super().__init__(
            self.tr("Merge “{name}” into another?").format(name=name),
            self.tr(
                "The entries of both count for the one you choose. “{name}” keeps its words and "
                "its history, and the two can be parted again."
            ).format(name=name),
            theme,
            verb=self.tr("Merge them"),
            keep=self.tr("Keep both"),
            parent=parent,
        )
        self._into = ChoiceBox(
            self.tr("The one that stays"),
            [(each.id, wording_patterns.in_short(each.name)) for each in others],
            theme,
        )
        self.body.addWidget(self._into)
        self._into.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.picked.emit(self._into.value)


class FromTagDialog(Question):
    """Asks which tag a pattern is to be made of.

    Signals:
        picked: The id of the tag.
    """

    picked = Signal(str)

    def __init__(self, tags: Sequence[tuple[Tag, int]], theme: Theme, parent: QWidget) -> None:
        super().__init__(
            self.tr("Make a pattern of a tag?"),
            self.tr(
                "Every check-in with that tag is linked to the new pattern. The tag stays as it "
                "is, and it can be undone."
            ),
            theme,
            verb=self.tr("Make a pattern"),
            keep=self.tr("Not now"),
            parent=parent,
        )
        self._tag = ChoiceBox(
            self.tr("Tag"),
            [(tag.id, wording_patterns.tag_with_count(tag.name, count)) for tag, count in tags],
            theme,
        )
        self.body.addWidget(self._tag)
        self._tag.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.picked.emit(self._tag.value)


class RemoveDialog(Question):
    """Asks before a pattern is removed."""

    def __init__(self, pattern: Pattern, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            self.tr("Remove “{name}”?").format(name=wording_patterns.in_short(pattern.name)),
            self.tr(
                "It goes to Recently deleted for 30 days, with its answers. Your entries stay "
                "as they are."
            ),
            theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=parent,
        )
