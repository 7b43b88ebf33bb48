"""A few questions for a sheet where the record is thin, one after the other."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.sheet_prompts import ThinSheetPrompts
from sessiondesk.journal import Journal, sheet_questions
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords

_WIDTH: Final = 520
_LINES: Final = (4, 8)


class FiveQuestions(KeepDialog):
    """Asks one question at a time; each may be left empty, and all words wait as drafts."""

    def __init__(
        self, prompts: ThinSheetPrompts, journal: Journal, theme: Theme, parent: QWidget
    ) -> None:
        """Make the dialog, at its first question.

        Args:
            prompts: What is asked.
            journal: Where answers and drafts are kept.
            theme: The look in force.
            parent: The page beneath.
        """
        super().__init__(
            prompts.title,
            prompts.how,
            theme,
            verb=self.tr("Next"),
            keep=self.tr("Later"),
            width=_WIDTH,
            parent=parent,
        )
        self._journal = journal
        self._questions = prompts.questions
        self._place = 0
        self._book = DraftBook(journal, Kind.SHEET)
        self._which = Label("", theme, Role.CAPTION)
        self._question = Label("", theme, Role.LABEL)
        self._editors = [OwnWords(each.text, theme, lines=_LINES) for each in prompts.questions]
        self._back = buttons.plain(self.tr("Back"), theme)
        self._back.clicked.connect(self._on_back)
        row = QHBoxLayout()
        row.addWidget(self._which, 1)
        row.addWidget(self._back)
        self.body.addLayout(row)
        self.body.addWidget(self._question)
        for editor, each in zip(self._editors, prompts.questions, strict=True):
            self.remember(editor, self._book, f"sheet.{each.id}")
            self.body.addWidget(editor)
        self.close_body()
        # In an editor Enter begins a new line; the button is for Ctrl and Enter or the mouse.
        self._show()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where it is not on disk."""
        self.hand_over()
        return self._book.unsaved()

    @override
    def accept(self) -> None:
        if self._place < len(self._questions) - 1:
            self._go(self._place + 1)
            return
        super().accept()

    @override
    def keep(self) -> None:
        sheet_questions.answer(
            self._journal,
            {
                each.id: editor.text
                for each, editor in zip(self._questions, self._editors, strict=True)
            },
        )

    @Slot()
    def _on_back(self) -> None:
        self._go(self._place - 1)

    def _go(self, place: int) -> None:
        self._place = place
        self._show()
        announce(self, f"{self._which.text()}. {self._question.text()}")

    def _show(self) -> None:
        count = len(self._questions)
        self._which.setText(
            self.tr("Question {number} of {all}").format(number=self._place + 1, all=count)
        )
        self._question.setText(self._questions[self._place].text)
        for place, editor in enumerate(self._editors):
            editor.setVisible(place == self._place)
        self._back.setEnabled(self._place > 0)
        is_last = self._place == count - 1
        self.yes.setText(self.tr("Put them on the sheet") if is_last else self.tr("Next"))
        self._editors[self._place].setFocus(Qt.FocusReason.OtherFocusReason)
