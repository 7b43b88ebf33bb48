"""The dialog that gives a pattern its name, from wherever it was recognised."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.page import Link
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.words_draft import WordsDraft

_KIND: Final = "pattern"
_WIDTH: Final = 560
_AROUND: Final = 190
_LEAST: Final = 240
_LONGEST_NAME: Final = 1000


class PatternDialog(Question):
    """Asks for a name and the five questions; all but the name may stay empty.

    What is written outlives Esc, a crash and the lock: it is there when the dialog is next
    opened from the same place. Where the disk does not take the pattern, the dialog stays.

    Signals:
        named: The pattern is kept; carries it.
    """

    named = Signal(object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget,
        *,
        link_to: Link | None = None,
        proposed_name: str = "",
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            parent: What it opens from; it stands over the window of that.
            link_to: The check-in or therapy session it was recognised in, which is linked to
                the pattern in the same step.
            proposed_name: Stands in the field for the name at first.
        """
        super().__init__(
            prompts.pattern.question,
            self.tr("Only the name is needed. The rest can be filled in whenever it is clear."),
            theme,
            verb=self.tr("Name it"),
            keep=self.tr("Not now"),
            width=_WIDTH,
            parent=parent,
        )
        self._journal = journal
        self._link = link_to
        self._name = TextField(
            self.tr("Name"), theme, help_text=prompts.pattern.make, most=_LONGEST_NAME
        )
        self._answers = {
            field: OwnWords(label, theme, lines=(1, 6), hides_label=False)
            for field, label in wording_patterns.questions(prompts)
        }
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._not_saved.retry.connect(self.accept)
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the focus ring, which is drawn outside of what has the focus.
        ring = theme.px(4)
        column.setContentsMargins(ring, ring, ring, ring)
        column.setSpacing(theme.px(12))
        column.addWidget(self._name)
        for editor in self._answers.values():
            column.addWidget(editor)
        self.body.addWidget(_Form(form, theme))
        self.body.addWidget(self._not_saved)
        self._drafts: list[LineDraft | WordsDraft] = [
            LineDraft(self._name, "pattern.name", _KIND, journal, self),
            *(
                WordsDraft(editor, f"pattern.{field}", _KIND, journal, self)
                for field, editor in self._answers.items()
            ),
        ]
        for draft in self._drafts:
            draft.failed.connect(self._on_failed)
            with suppress(StoreError):
                draft.put_back("" if link_to is None else link_to.id)
        if not self._name.text:
            self._name.text = proposed_name
        self._name.edited.connect(self._on_name_edited)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is being written as drafts.

        Raises:
            StoreError: It was not kept; the words stay in the dialog.
        """
        for draft in self._drafts:
            draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being written, as drafts."""
        return [each for draft in self._drafts for each in draft.unsaved()]

    @override
    def accept(self) -> None:
        name = self._name.text.strip()
        if not name:
            self._refuse(self.tr("Give it a name first, a word or two will do."))
            return
        try:
            known = self._journal.patterns.named(name)
            if known is not None:
                today = self._journal.today()
                self._refuse(wording_patterns.already_named(known, today=today))
                return
            pattern = self._pattern(name)
            seen_in = None if self._link is None else (self._link.kind, self._link.id)
            self._journal.patterns.name(pattern, seen_in=seen_in)
        except StoreError as error:
            self._not_saved.show_problem(error)
            return
        # The pattern is kept: a draft that stays behind only repeats it.
        for draft in self._drafts:
            with suppress(StoreError):
                draft.forget()
        self.named.emit(pattern)
        super().accept()

    @override
    def reject(self) -> None:
        with suppress(StoreError):
            self.settle()
        super().reject()

    def _pattern(self, name: str) -> Pattern:
        said = {field: editor.text for field, editor in self._answers.items()}
        return Pattern(
            name=name,
            named_on=self._journal.today(),
            sets_off=said["sets_off"],
            notice_first=said["notice_first"],
            what_i_do=said["what_i_do"],
            may_protect=said["may_protect"],
            rather_do=said["rather_do"],
        )

    def _refuse(self, sentence: str) -> None:
        self._name.set_error(sentence)
        announce(self, sentence)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_name_edited(self) -> None:
        if self._name.has_error:
            self._name.set_error("")

    def _on_failed(self, error: StoreError, _again: object) -> None:
        self._not_saved.show_problem(error)


class _Form(Scroll):
    """The fields: as high as they are, but never higher than the window beneath allows."""

    def __init__(self, form: QWidget, theme: Theme) -> None:
        super().__init__(form, theme)
        self._look = theme

    @override
    def sizeHint(self) -> QSize:
        # Asked each time: a dialog that held on to its window would outlive it.
        over = self.window().parentWidget()
        room = 0 if over is None else over.window().height()
        most = max(self._look.px(_LEAST), room - self._look.px(_AROUND))
        wished = self.content.sizeHint()
        return QSize(wished.width(), min(wished.height(), most))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())
