"""The totals of a therapist's form: added, changed and taken back, one after the other."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems, wording_measures, wording_sessions
from sessiondesk.ui.form_draft import FormDraft
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.measures_page import typed_number
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.log_rows import LogRows
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.text_field import TextField

_WIDTH: Final = 520
_AT_A_TIME: Final = 8


class FormTotalDialog(KeepDialog):
    """Takes totals with their days, and stays open for the next one until it is closed."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget, form: Form) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            journal: The open journal.
            theme: The look in force.
            parent: The page beneath.
            form: Whose totals.
        """
        super().__init__(
            form.name,
            wording_measures.form_range_line(form),
            theme,
            verb=self.tr("Add this total"),
            keep=self.tr("Done"),
            width=_WIDTH,
            parent=parent,
        )
        self._journal = journal
        self._theme = theme
        self._form = form
        self._changing: FormTotal | None = None
        self._chosen: FormTotal | None = None
        self._totals: dict[str, FormTotal] = {}
        self._most = _AT_A_TIME
        self._gone: FormTotal | None = None
        self._sentence = ""
        self._day = DayPicker(self.tr("Day it was filled in"), journal.today(), theme)
        self._total = TextField(self.tr("Total"), theme, most=typed_number.LONGEST)
        self._leave = buttons.quiet(self.tr("Leave this one as it is"), theme)
        self._told_line = Label("", theme, Role.CAPTION)
        self._back = buttons.quiet(self.tr("Put it back"), theme)
        self._rows = LogRows(theme, none_says=self.tr("No totals yet."))
        self._older = buttons.quiet(self.tr("Show older ones"), theme)
        self._menu = QMenu(self)
        self._menu.addAction(self.tr("Change…")).triggered.connect(self._on_change)
        self._menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove)
        self._lay_out(theme)
        self._rows.more_asked.connect(self._on_more)
        self._older.clicked.connect(self._on_older)
        self._leave.clicked.connect(self._on_leave)
        self._back.clicked.connect(self._on_back)
        journal.changed.connect(self._on_changed)
        # What stands in the field when the person is done is meant to be added as well.
        self.no.clicked.disconnect(self.reject)
        self.no.clicked.connect(self._on_done)
        self._read()
        self._draft = FormDraft(
            journal, "form_total", Kind.FORM_TOTAL, form.id, reads=self._entered, parent=self
        )
        self._draft.failed.connect(self._on_draft_failed)
        self._put_back(self._draft.found())
        self._day.picked.connect(self._draft.touch)
        self._total.edited.connect(self._draft.touch)
        self._total.setFocus()

    @override
    def settle(self) -> None:
        super().settle()
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where the disk did not take it."""
        return self._draft.unsaved()

    @override
    def keep(self) -> None:
        total = self._told()
        self._journal.measures.record_form(self._form, total)
        self._stop_changing()
        self._tell(self._kept_words(total))

    @override
    def accept(self) -> None:
        self._add()

    @override
    def reject(self) -> None:
        if self._changing is not None:
            # It would come back as a total of its own.
            self._on_leave()
        super().reject()

    @override
    def say_wrong(self, sentence: str) -> None:
        # Where it is said depends on the field, which gets the keyboard next.
        self._sentence = sentence

    @override
    def focus_field(self, field: str) -> None:
        if field == "day":
            super().say_wrong(self._sentence)
            self._day.setFocus()
            return
        self._total.set_error(self._sentence)
        announce(self, self._sentence)
        self._total.setFocus()
        self._total.select_all()
        self._fit_later()

    @override
    def sentence_for(self, error: InvalidFieldError) -> str:
        return error.problem

    # What is told.

    def _entered(self) -> dict[str, str]:
        """Return what stands in the fields; a day alone is nothing."""
        total = self._total.text
        return {
            "day": self._day.day.isoformat() if total.strip() else "",
            "total": total,
            "changes": "" if self._changing is None else self._changing.id,
        }

    def _put_back(self, told: object) -> None:
        """Show what was typed and not kept, with its day: it may not become one of today."""
        if not isinstance(told, dict):
            return
        try:
            self._day.day = date.fromisoformat(told["day"])
            self._total.text = told["total"]
            changing = self._totals.get(told["changes"])
        except (KeyError, TypeError, ValueError):
            self._total.clear()
            return
        if changing is not None:
            self._start_changing(changing)

    def _told(self) -> FormTotal:
        """Return the total as the fields say it.

        Raises:
            InvalidFieldError: Something is missing, or cannot be so.
        """
        total = typed_number.read(self._total.text, "total")
        if total is None:
            raise InvalidFieldError("total", self.tr("Write the total."))
        self._form.require_total(total)
        day = self._day.day
        if day > self._journal.today():
            raise InvalidFieldError("day", self.tr("This day has not come yet."))
        if self._changing is not None:
            return replace(self._changing, day=day, total=total)
        return FormTotal(form_id=self._form.id, day=day, total=total)

    def _kept_words(self, total: FormTotal) -> str:
        said = self.tr("Kept. {row}").format(row=self._row(total))
        same = [each for each in self._totals.values() if each.day == total.day]
        if len(same) > 1:
            return self.tr("{said}. This day has more than one now.").format(said=said)
        return said

    def _row(self, total: FormTotal) -> str:
        return self.tr("{day}: {total}").format(
            day=wording_sessions.long_day(total.day, today=self._journal.today()),
            total=wording_measures.figure(total.total),
        )

    def _tell(self, words: str, *, gone: FormTotal | None = None) -> None:
        """Say what became of a total; one that is gone can be put back."""
        self._gone = gone
        self._told_line.setText(words)
        self._told_line.setVisible(bool(words))
        self._back.setVisible(gone is not None)
        if words:
            announce(self, words)
        self._fit_later()

    # What is shown.

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the focus ring, and for the scroll bar of a low window.
        column.setContentsMargins(px(4), px(4), px(14), px(4))
        column.setSpacing(px(10))
        across = QHBoxLayout()
        across.setSpacing(px(12))
        across.addWidget(self._day, 3, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._total, 2, Qt.AlignmentFlag.AlignTop)
        told = QHBoxLayout()
        told.addWidget(self._told_line, 1)
        told.addWidget(self._back)
        column.addLayout(across)
        column.addWidget(self._leave, 0, buttons.AT_START)
        column.addLayout(told)
        column.addWidget(Hairline(theme))
        column.addWidget(self._rows)
        column.addWidget(self._older, 0, buttons.AT_START)
        column.addStretch(1)
        # Only now: shown without a place they would be windows of their own.
        for each in (self._leave, self._told_line, self._back, self._older):
            each.hide()
        self._tall = TallBody(form, theme)
        self.body.addWidget(self._tall)
        self.close_body()

    def _read(self) -> None:
        try:
            totals = list(reversed(self._journal.measures.totals(self._form.id)))
        except StoreError as error:
            self.show_problem(error)
            return
        self._totals = {each.id: each for each in totals}
        newest = totals[: self._most]
        self._rows.show_rows([(each.id, self._row(each), "") for each in newest])
        self._older.setVisible(len(totals) > len(newest))
        if self._changing is not None and self._changing.id not in self._totals:
            self._on_leave()
        self._fit_later()

    def _fit_later(self) -> None:
        # The form asks for another height only once its layout has been told.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._tall.updateGeometry()
        self.adjustSize()

    # What the person does.

    def _add(self) -> bool:
        """Keep what stands in the fields; say why where that cannot be."""
        self._wrong.hide()
        self._total.set_error("")
        try:
            self.keep()
        except InvalidFieldError as error:
            self.say_wrong(self.sentence_for(error))
            self.focus_field(error.field)
            return False
        except StoreError as error:
            self.show_problem(error)
            return False
        self._not_saved.clear()
        self._total.setFocus()
        return True

    @Slot()
    def _on_done(self) -> None:
        if not self._total.text.strip() or self._add():
            self.reject()

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.MEASURES:
            self._read()

    @Slot()
    def _on_older(self) -> None:
        self._most += 2 * _AT_A_TIME
        self._read()

    @Slot(str, QWidget)
    def _on_more(self, id_: str, button: QWidget) -> None:
        self._chosen = self._totals.get(id_)
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _on_change(self) -> None:
        total = self._chosen
        if total is None:
            return
        self._tell("")
        self._day.day = total.day
        self._total.set_error("")
        self._total.text = typed_number.written(total.total)
        self._start_changing(total)
        self._total.setFocus()
        self._total.select_all()

    def _start_changing(self, total: FormTotal) -> None:
        self._changing = total
        self._leave.show()
        self.yes.setText(self.tr("Change this total"))
        self._fit_later()

    @Slot()
    def _on_leave(self) -> None:
        self._stop_changing()
        self._total.setFocus()

    def _stop_changing(self) -> None:
        self._changing = None
        self._total.clear()
        self._total.set_error("")
        self._leave.hide()
        self.yes.setText(self.tr("Add this total"))
        self._fit_later()
        with suppress(StoreError):
            # It is done with: a number that comes back once more is the lesser harm.
            self._draft.forget()

    @Slot()
    def _on_remove(self) -> None:
        total = self._chosen
        if total is None:
            return
        try:
            self._journal.measures.remove_total(total.id)
        except StoreError as error:
            problems.show(self, error)
            return
        self._tell(self.tr("Removed. {row}").format(row=self._row(total)), gone=total)
        self._back.setFocus()

    @Slot()
    def _on_back(self) -> None:
        total = self._gone
        if total is None:
            return
        try:
            self._journal.bin.restore(Kind.FORM_TOTAL, total.id)
        except StoreError as error:
            problems.show(self, error)
            return
        self._tell(self.tr("It is back. {row}").format(row=self._row(total)))
        self._total.setFocus()

    @Slot(object)
    def _on_draft_failed(self, error: StoreError) -> None:
        self.show_problem(error)
