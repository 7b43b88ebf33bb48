"""What is entered into a small form and not yet kept: safe from a crash and from the lock.

Words alone have drafts of their own. A form of days, numbers and choices is kept as one.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.keep_dialog import KeepDialog
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.own_words import TELL_AFTER_MS
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

Field = ChipGroup | ChoiceBox | DayPicker | NumberField | TextField | Tick | TimePicker
Fields = Mapping[str, Field]


def entered(fields: Fields) -> dict[str, object]:
    """Return what stands in some fields, by their names."""
    return {name: _value(field) for name, field in fields.items()}


def put_back(fields: Fields, told: object) -> None:
    """Put into some fields what stood in them; what does not fit there is left out."""
    if isinstance(told, dict):
        for name, field in fields.items():
            with suppress(ValueError):
                _set(field, told.get(name))


def watch(fields: Fields, does: Callable[[], None]) -> None:
    """Call a bound method whenever the person changes one of some fields."""
    for field in fields.values():
        match field:
            case TextField():
                field.edited.connect(does)
            case Tick() | ChipGroup():
                field.toggled.connect(does)
            case _:
                field.picked.connect(does)


def _value(field: Field) -> object:
    match field:
        case TextField():
            return field.text
        case DayPicker():
            return field.day.isoformat()
        case TimePicker():
            return field.time_of_day.isoformat()
        case Tick():
            return field.isChecked()
        case ChipGroup():
            return sorted(field.value)
        case ChoiceBox() | NumberField():
            return field.value


def _set(field: Field, value: object) -> None:
    match field, value:
        case TextField(), str():
            field.text = value
        case DayPicker(), str():
            field.day = date.fromisoformat(value)
        case TimePicker(), str():
            field.time_of_day = time.fromisoformat(value)
        case Tick(), bool():
            field.setChecked(value)
        case ChipGroup(), list():
            field.value = map(str, value)
        case NumberField(), int() | float():
            field.value = value
        case ChoiceBox(), str():
            field.value = value


class FormDraft(QObject):
    """Keeps what stands in a form as one draft, until the form is kept or left on purpose.

    Signals:
        failed: It could not be kept: (the error, what tries again).
    """

    failed = Signal(object, object)

    def __init__(
        self,
        journal: Journal,
        name: str,
        kind: str,
        record_id: str,
        *,
        reads: Callable[[], object],
        parent: QObject,
    ) -> None:
        """Make it when the form shows what is kept.

        Args:
            journal: Where drafts are kept.
            name: A name for the form that never changes.
            kind: The kind of record that the form is about.
            record_id: Which one; empty where there is none yet.
            reads: Returns what stands in the form, as JSON can hold it.
            parent: The form.
        """
        super().__init__(parent)
        self._journal = journal
        self._name = name
        self._kind = kind
        self._record_id = record_id
        self._reads = reads
        self._shown = self._on_disk = self._text()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TELL_AFTER_MS)
        self._clock.timeout.connect(self._on_time)

    def found(self) -> object:
        """Return what stood in the form when it was lost; None where it was not.

        Raises:
            StoreError: The drafts could not be read.
        """
        text = self._journal.drafts.find(self._name, self._record_id)
        if text is None:
            return None
        self._on_disk = text
        try:
            told: object = json.loads(text)
        except ValueError:
            return None
        return told

    def touch(self) -> None:
        """Keep what stands in the form, in a moment."""
        if not self._clock.isActive():
            self._clock.start()

    def settle(self) -> None:
        """Keep at once what is not kept yet.

        Raises:
            StoreError: It was not kept.
        """
        self._clock.stop()
        text = self._text()
        # After the journal is closed a form may still be asked: nothing is written then.
        if text == self._on_disk:
            return
        if text == self._shown:
            self._journal.drafts.drop(self._name, self._record_id)
        else:
            self._journal.drafts.keep(self._name, self._kind, self._record_id, text)
        self._on_disk = text

    def unsaved(self) -> list[Draft]:
        """Return what stands in the form, where it is not on disk."""
        text = self._text()
        if text in {self._shown, self._on_disk}:
            return []
        return [
            Draft(editor=self._name, record_kind=self._kind, record_id=self._record_id, text=text)
        ]

    def forget(self) -> None:
        """Let the draft go: the form was kept, or left on purpose.

        Raises:
            StoreError: The draft is still there.
        """
        self._clock.stop()
        text = self._text()
        self._shown = text
        if self._journal.drafts.find(self._name, self._record_id) is not None:
            self._journal.drafts.drop(self._name, self._record_id)
        self._on_disk = text

    def _text(self) -> str:
        return json.dumps(self._reads(), ensure_ascii=True)

    def _on_time(self) -> None:
        try:
            self.settle()
        except StoreError as error:
            self.failed.emit(error, self.settle)


class DraftedDialog(KeepDialog):
    """A form that comes back as it was after a crash or a lock; not when it is left on purpose."""

    _draft: FormDraft | None = None

    def draft_with(self, draft: FormDraft) -> None:
        """Keep what stands in the form with ``draft``."""
        self._draft = draft
        draft.failed.connect(self._on_draft_failed)
        self.no.clicked.connect(self._on_left)

    @override
    def keep(self) -> None:
        self.keep_form()
        # It is kept: a form that comes back once more is the lesser harm.
        self._forget()

    def touch(self) -> None:
        """Keep a draft of what stands in the form, in a moment."""
        if self._draft is not None:
            self._draft.touch()

    def keep_form(self) -> None:
        """Keep what was asked for.

        Raises:
            InvalidFieldError: Something is missing or cannot be so.
            StoreError: It is not on disk.
        """
        raise NotImplementedError

    @override
    def settle(self) -> None:
        super().settle()
        if self._draft is not None:
            self._draft.settle()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._on_left()
        super().keyPressEvent(event)

    def _on_draft_failed(self, error: StoreError) -> None:
        self.show_problem(error)

    def _on_left(self) -> None:
        # A lock may take the dialog away as well; only the person's own "no" forgets.
        self._forget()

    def _forget(self) -> None:
        if self._draft is not None:
            with suppress(StoreError):
                self._draft.forget()


def settle_in(page: QWidget) -> None:
    """Keep what stands in the forms that are open over a page.

    Raises:
        StoreError: It was not kept; it stays in the form.
    """
    for draft in page.findChildren(FormDraft):
        draft.settle()


def unsaved_in(page: QWidget) -> Sequence[Draft]:
    """Return what stands in the forms over a page, where it is not on disk."""
    return [found for draft in page.findChildren(FormDraft) for found in draft.unsaved()]
