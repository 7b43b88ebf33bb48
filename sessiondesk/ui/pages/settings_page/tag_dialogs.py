"""The questions that are asked before a tag is merged or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.tag import Tag
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.fields import ChoiceBox


class MergeTagDialog(Question):
    """Asks which tag stands for another one from now on.

    Signals:
        picked: The id of the one that stays.
    """

    picked = Signal(str)

    def __init__(self, tag: Tag, others: Sequence[Tag], theme: Theme, parent: QWidget) -> None:
        super().__init__(
            self.tr("Merge “{name}” into another?").format(name=tag.name),
            self.tr(
                "Check-ins that have it show the other one, and say what it was before. Goals "
                "that count it count the other one. The two can be parted again."
            ),
            theme,
            verb=self.tr("Merge them"),
            keep=self.tr("Keep both"),
            parent=parent,
        )
        self._into = ChoiceBox(
            self.tr("The one that stays"), [(each.id, each.name) for each in others], theme
        )
        self.body.addWidget(self._into)
        self._into.setFocus()
        self.accepted.connect(self._on_accepted)

    @Slot()
    def _on_accepted(self) -> None:
        self.picked.emit(self._into.value)


class PartTagDialog(Question):
    """Asks which of the tags that were merged is to stand by itself again.

    Signals:
        picked: The id of that one.
    """

    picked = Signal(str)

    def __init__(self, tag: Tag, merged: Sequence[Tag], theme: Theme, parent: QWidget) -> None:
        super().__init__(
            self.tr("Part a tag from “{name}” again?").format(name=tag.name),
            self.tr("The check-ins it was on before have it again."),
            theme,
            verb=self.tr("Part them"),
            keep=self.tr("Keep them together"),
            parent=parent,
        )
        self._which = ChoiceBox(
            self.tr("The one that stands by itself"),
            [(each.id, each.name) for each in merged],
            theme,
        )
        self.body.addWidget(self._which)
        self._which.setFocus()
        self.accepted.connect(self._on_accepted)

    @Slot()
    def _on_accepted(self) -> None:
        self.picked.emit(self._which.value)


class RemoveTagDialog(Question):
    """Asks before a tag is removed."""

    def __init__(self, tag: Tag, goal: str, theme: Theme, parent: QWidget) -> None:
        """Make the dialog.

        Args:
            tag: The tag.
            goal: The goal that counts it, in the person's words; empty: none.
            theme: The look in force.
            parent: The page beneath.
        """
        says = self.tr(
            "It goes to Recently deleted for 30 days. Check-ins show it no longer; nothing else "
            "on them changes, and they have it again when it comes back."
        )
        if goal:
            counts = self.tr("Your goal “{goal}” counts it, and will find no more days.")
            says = f"{says} {counts.format(goal=goal)}"
        super().__init__(
            self.tr("Remove the tag “{name}”?").format(name=tag.name),
            says,
            theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=parent,
        )
