"""The seven parts of the plan, each an editor in its own place."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.safety_plan import THE_ONE
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.ui import wording_plan
from sessiondesk.ui.kept_words import KeptWords
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.wording_plan import PARTS, PartName
from sessiondesk.ui.wording_sessions import clock

KIND = "safety_plan"
_LINES = (1, 40)


class PlanCard(Card):
    """Shows what is written, and takes what is being written.

    Signals:
        failed: Words could not be kept: (the error, what tries again).
        kept: Words are on disk.
    """

    failed = Signal(object, object)
    kept = Signal()

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(28, 16), parent=parent)
        self._journal = journal
        self._editors: dict[PartName, OwnWords] = {}
        self._words: dict[PartName, KeptWords] = {}
        self._said = ""
        self.body.setSpacing(theme.px(12))
        for part in PARTS:
            if self._editors:
                self.body.addWidget(Hairline(theme))
            self.body.addLayout(self._make_part(part, theme))
        self.setFocusProxy(self._editors[PARTS[0]])

    def show_plan(self) -> None:
        """Read the plan again; words that are being typed stay.

        Raises:
            StoreError: It could not be read.
        """
        plan = self._journal.safety.plan()
        for part, words in self._words.items():
            words.show(THE_ONE, wording_plan.text_of(plan, part))
            self._editors[part].editor.setReadOnly(self._journal.is_read_only)

    def settle(self) -> None:
        """Make what is being typed part of the plan.

        Raises:
            StoreError: Something was not kept; it stays in its place.
        """
        for words in self._words.values():
            words.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the plan, as drafts."""
        return [draft for words in self._words.values() for draft in words.unsaved()]

    def _make_part(self, part: PartName, theme: Theme) -> QVBoxLayout:
        name = wording_plan.title(part)
        editor = OwnWords(
            name,
            theme,
            placeholder=wording_plan.invitation(part),
            lines=_LINES,
            has_frame=False,
        )
        # Without a border of its own the editor shows its focus by the ring, as buttons do.
        editor.editor.setProperty(painting.RING, 6)
        editor.editor.document().setDocumentMargin(0)
        keep = partial(_keep, self._journal, part)
        words = KeptWords(editor, f"{KIND}.{part}", KIND, self._journal, keep=keep)
        words.kept.connect(self._on_kept)
        words.failed.connect(self.failed)
        self._editors[part] = editor
        self._words[part] = words
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(Label(name, theme, Role.CARD_TITLE))
        column.addWidget(editor)
        column.setAlignment(editor, Qt.AlignmentFlag.AlignTop)
        return column

    def _on_kept(self) -> None:
        self.kept.emit()
        words = self.tr("Kept {time}").format(time=clock(self._journal.now()))
        if words != self._said:
            # Once a minute is enough to be heard while typing goes on.
            self._said = words
            self.set_caption(words)
            announce(self, words)


def _keep(journal: Journal, part: PartName, text: str, draft: str) -> None:
    # What is written in the other parts meanwhile has to stay.
    # The checker does not see that the parts are fields of the plan.
    plan = replace(journal.safety.plan(), **{part: text})  # type: ignore[arg-type]
    journal.safety.record(plan, settles=(draft,))
