"""The dialog for a form that a therapist uses: its name, its direction, its range."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form
from sessiondesk.domain.scale import Better
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems, wording_measures, wording_sessions
from sessiondesk.ui.form_draft import FormDraft
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.measures_page import typed_number
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.text_field import TextField

_WIDTH: Final = 520
_LONGEST_NAME: Final = 100
_NOBODY_SAID: Final = "nobody_said"
_NEW: Final = ""


class FormDialog(KeepDialog):
    """Asks about one form. Only the name is needed.

    Signals:
        kept: The form is on disk; carries the ``Form``.
        removed: It is in the bin.
    """

    kept = Signal(object)
    removed = Signal()

    def __init__(
        self, journal: Journal, theme: Theme, parent: QWidget, form: Form | None = None
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            journal: The open journal.
            theme: The look in force.
            parent: The page beneath.
            form: What changes. None: a new one.
        """
        is_new = form is None
        super().__init__(
            self.tr("A form my therapist uses") if is_new else self.tr("What changes about it?"),
            self.tr(
                "Only its totals are kept here, each with its day. The questions stay on paper."
            ),
            theme,
            verb=self.tr("Keep this form") if is_new else self.tr("Change it"),
            keep=self.tr("Not now") if is_new else self.tr("Leave it as it is"),
            width=_WIDTH,
            parent=parent,
        )
        self._journal = journal
        self._theme = theme
        self._form = form
        self._sentence = ""
        shown = form or Form(name="-")
        self._name = TextField(
            self.tr("What it is called"),
            theme,
            text="" if is_new else shown.name,
            most=max(_LONGEST_NAME, len(shown.name)),
        )
        self._better = Segmented(
            self.tr("Which way is better"),
            [
                (Better.LOWER.value, self.tr("Lower")),
                (Better.HIGHER.value, self.tr("Higher")),
                (_NOBODY_SAID, self.tr("I don’t know")),
            ],
            theme,
            value=_NOBODY_SAID if shown.better is None else shown.better.value,
        )
        self._low, self._high = (
            TextField(name, theme, text=typed_number.written(end), most=typed_number.LONGEST)
            for name, end in (
                (self.tr("Lowest total, if you know it"), shown.low),
                (self.tr("Highest total, if you know it"), shown.high),
            )
        )
        self._remove = buttons.quiet(self.tr("Remove this form…"), theme, icon="trash-2")
        self._remove.clicked.connect(self._on_remove)
        self._lay_out(theme)
        record_id = _NEW if form is None else form.id
        self._draft = FormDraft(
            journal, "form", Kind.FORM, record_id, reads=self._entered, parent=self
        )
        self._draft.failed.connect(self._on_draft_failed)
        self._put_back(self._draft.found())
        for field in (self._name, self._low, self._high):
            field.edited.connect(self._draft.touch)
        self._better.picked.connect(self._draft.touch)
        self._name.setFocus()

    @override
    def settle(self) -> None:
        super().settle()
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where the disk did not take it."""
        return self._draft.unsaved()

    @override
    def keep(self) -> None:
        form = self._told()
        if self._form is not None:
            self._require_inside(form)
        self._require_own_name(form)
        self._journal.measures.record_form(form)
        with suppress(StoreError):
            # It is kept: words that come back once more are the lesser harm.
            self._draft.forget()
        self.kept.emit(form)

    @override
    def accept(self) -> None:
        for field in (self._name, self._low, self._high):
            field.set_error("")
        super().accept()

    @override
    def say_wrong(self, sentence: str) -> None:
        # It is said at the field, which gets the keyboard next.
        self._sentence = sentence
        announce(self, sentence)

    @override
    def focus_field(self, field: str) -> None:
        at = {"low": self._low, "high": self._high}.get(field, self._name)
        at.set_error(self._sentence)
        at.setFocus()
        # The form asks for another height only once its layout has been told.
        QTimer.singleShot(0, self, self._fit)

    @override
    def sentence_for(self, error: InvalidFieldError) -> str:
        if error.field == "name" and not self._name.text.strip():
            return self.tr("Say what it is called.")
        return error.problem

    def _told(self) -> Form:
        """Return the form as the fields say it.

        Raises:
            InvalidFieldError: Something is missing, or cannot be so.
        """
        better = self._better.value or _NOBODY_SAID
        told = {
            "name": " ".join(self._name.text.split()),
            "better": None if better == _NOBODY_SAID else Better(better),
            "low": typed_number.read(self._low.text, "low"),
            "high": typed_number.read(self._high.text, "high"),
        }
        # Of a class of our own: an unknown field raises here.
        return replace(self._form, **told) if self._form else Form(**told)  # type: ignore[arg-type]

    def _require_own_name(self, form: Form) -> None:
        """Refuse a name that another form has: nobody could tell the two apart."""
        for each in self._journal.measures.forms():
            if each.id != form.id and each.name.casefold() == form.name.casefold():
                raise InvalidFieldError("name", self.tr("Another form has this name already."))

    def _require_inside(self, form: Form) -> None:
        """Refuse a range that leaves out a total that is kept."""
        for each in self._journal.measures.totals(form.id):
            try:
                form.require_total(each.total)
            except InvalidFieldError:
                is_low = form.low is not None and each.total < form.low
                raise InvalidFieldError(
                    "low" if is_low else "high",
                    self.tr("The total of {day} is {total}, which would be out of range.").format(
                        day=wording_sessions.day_and_month(each.day, today=self._journal.today()),
                        total=wording_measures.figure(each.total),
                    ),
                ) from None

    def _entered(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {
            "name": self._name.text,
            "better": self._better.value or _NOBODY_SAID,
            "low": self._low.text,
            "high": self._high.text,
        }

    def _put_back(self, told: object) -> None:
        """Show what was typed and not kept."""
        if not isinstance(told, dict):
            return
        for name, field in (("name", self._name), ("low", self._low), ("high", self._high)):
            if isinstance(told.get(name), str):
                field.text = told[name]
        if told.get("better") in {*Better, _NOBODY_SAID}:
            self._better.value = told["better"]

    def _lay_out(self, theme: Theme) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the ring of what has the keyboard, which the scrolling would cut off.
        column.setContentsMargins(*[theme.px(4)] * 4)
        column.setSpacing(theme.px(14))
        better = QVBoxLayout()
        better.setSpacing(theme.px(4))
        better.addWidget(labels.label(self.tr("Which way is better"), theme))
        better.addWidget(self._better)
        ends = QHBoxLayout()
        ends.setSpacing(theme.px(12))
        for field in (self._low, self._high):
            ends.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._name)
        column.addLayout(better)
        column.addLayout(ends)
        column.addWidget(self._remove, 0, buttons.AT_START)
        # Only now: shown without a place it would be a window of its own.
        self._remove.setVisible(self._form is not None)
        self._tall = TallBody(form, theme)
        self.body.addWidget(self._tall)
        self.close_body()

    def _fit(self) -> None:
        self._tall.updateGeometry()
        self.adjustSize()

    @Slot(object)
    def _on_draft_failed(self, error: StoreError) -> None:
        self.show_problem(error)

    @Slot()
    def _on_remove(self) -> None:
        question = Question(
            self.tr("Remove this form?"),
            self.tr(
                "It moves to Recently deleted in the settings for 30 days, with its totals. "
                "Ctrl+Z brings it back at once."
            ),
            self._theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=self,
        )
        question.accepted.connect(self._on_sure)
        question.open()

    @Slot()
    def _on_sure(self) -> None:
        if self._form is None:
            return
        try:
            self._journal.measures.remove_form(self._form.id)
        except StoreError as error:
            problems.show(self, error)
            return
        self.reject()
        self.removed.emit()
