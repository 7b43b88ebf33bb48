"""A dialog that goes away only when its answer is on disk, and whose words outlive a crash."""

from contextlib import suppress

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.page_frame import Scroll

_AROUND = 190
_LEAST = 240


class KeepDialog(Question):
    """Asks for something and keeps it; where that fails it stays open with every word.

    Subclasses say what is kept in ``keep`` and add their drafts with ``remember``.
    """

    def __init__(
        self,
        question: str,
        says: str,
        theme: Theme,
        *,
        verb: str,
        keep: str,
        width: int = 480,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, says, theme, verb=verb, keep=keep, width=width, parent=parent)
        self._drafts: list[_Draft] = []
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._not_saved.retry.connect(self.accept)
        self._wrong = QWidget()
        self._wrong_says = Label("", theme, Role.CAPTION, colour="stop")
        row = QHBoxLayout(self._wrong)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(IconMark("circle-alert", theme, colour="stop"))
        row.addWidget(self._wrong_says, 1)
        self._wrong.hide()

    def keep(self) -> None:
        """Keep what was asked for.

        Raises:
            InvalidFieldError: Something is missing or cannot be so.
            StoreError: It is not on disk.
        """
        raise NotImplementedError

    def focus_field(self, field: str) -> None:
        """Put the keyboard into the field of that name."""

    def say_wrong(self, sentence: str) -> None:
        """Say what is missing or cannot be so."""
        self._wrong_says.setText(sentence)
        self._wrong.show()
        announce(self, sentence)

    def show_problem(self, error: StoreError) -> None:
        """Say that it could not be kept; the dialog stays open."""
        self._not_saved.show_problem(error)

    def remember(self, editor: OwnWords, book: DraftBook, name: str, record_id: str = "") -> None:
        """Keep a draft of what is typed into ``editor``, and bring back an earlier one.

        The words stay when the dialog is left without an answer, and are forgotten when the
        answer is kept.
        """
        draft = _Draft(editor, book, name, record_id, self)
        draft.failed.connect(self._not_saved.show_problem)
        self._drafts.append(draft)

    def settle(self) -> None:
        """Keep a draft of what is being typed.

        Raises:
            StoreError: It is not on disk; the words stay in the dialog.
        """
        for draft in self._drafts:
            draft.keep()

    def hand_over(self) -> None:
        """Hand every word to the book, which remembers what the disk does not take."""
        for draft in self._drafts:
            with suppress(StoreError):
                draft.keep()

    def close_body(self) -> None:
        """End the body with the places for what is wrong; call it when the fields are in."""
        self.body.addWidget(self._wrong)
        self.body.addWidget(self._not_saved)

    @override
    def accept(self) -> None:
        self._wrong.hide()
        try:
            self.keep()
            for draft in self._drafts:
                draft.forget()
        except InvalidFieldError as error:
            self.say_wrong(self.sentence_for(error))
            self.focus_field(error.field)
        except StoreError as error:
            self._not_saved.show_problem(error)
        else:
            super().accept()

    @override
    def reject(self) -> None:
        # What the disk does not take the book remembers; a dialog must be able to go at once.
        with suppress(StoreError):
            self.settle()
        super().reject()

    def sentence_for(self, error: InvalidFieldError) -> str:
        """Say ``error`` to the person."""
        return {
            "text": self.tr("Write it down first, a word or two will do."),
            "practice_id": self.tr("Choose what to practise."),
            "tag_id": self.tr("Choose the tag to count."),
            "value": self.tr("Write a number, 0 or more."),
        }.get(error.field, error.problem)


class TallBody(Scroll):
    """A form inside a dialog: as high as it is, but never higher than the window beneath."""

    def __init__(self, form: QWidget, theme: Theme) -> None:
        super().__init__(form, theme)
        self._form = form
        self._scaled = theme

    @override
    def sizeHint(self) -> QSize:
        wished = self._form.sizeHint()
        # Asked each time: holding on to the window would keep it beyond its end.
        dialog = self.window()
        beneath = dialog.parentWidget() if dialog is not self else None
        if beneath is None:
            return wished
        most = max(self._scaled.px(_LEAST), beneath.window().height() - self._scaled.px(_AROUND))
        return QSize(wished.width(), min(wished.height(), most))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


class _Draft(QObject):
    """The words in one editor, kept while they are typed. A child of its dialog."""

    failed = Signal(object)

    def __init__(
        self, editor: OwnWords, book: DraftBook, name: str, record_id: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._book = book
        self._name = name
        self._record_id = record_id
        self._shown = editor.text
        found = book.find(name, record_id)
        if found is not None:
            editor.text = found
        self._on_disk = editor.text
        editor.edited.connect(self._on_edited)

    def keep(self) -> None:
        text = self._editor.text
        # After the journal is closed a dialog may still be asked to go: nothing is written then.
        if text == self._on_disk:
            return
        if text == self._shown:
            self._book.drop(self._name, self._record_id)
        else:
            self._book.keep(self._name, self._record_id, text)
        self._on_disk = text

    def forget(self) -> None:
        self._book.drop(self._name, self._record_id)
        # What waits to be told would come back as a draft of what is already kept.
        self._shown = self._on_disk = self._editor.text

    def _on_edited(self) -> None:
        try:
            self.keep()
        except StoreError as error:
            self.failed.emit(error)
