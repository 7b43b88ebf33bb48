"""The Measures page: an overview, one questionnaire being filled in, or the results of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import AssessmentId, FormTotalId
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems
from sessiondesk.ui.pages.measures_page import sources
from sessiondesk.ui.pages.measures_page.choose_dialog import ChooseDialog
from sessiondesk.ui.pages.measures_page.form_dialog import FormDialog
from sessiondesk.ui.pages.measures_page.form_total import FormTotalDialog
from sessiondesk.ui.pages.measures_page.history import History
from sessiondesk.ui.pages.measures_page.older_result import OlderResultDialog
from sessiondesk.ui.pages.measures_page.overview import Overview
from sessiondesk.ui.pages.measures_page.taking import Taking
from sessiondesk.ui.problems import NotSavedBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from sessiondesk.domain.assessment import Assessment
    from sessiondesk.domain.form import Form
    from sessiondesk.domain.prompts import Prompts
    from sessiondesk.store.drafts import Draft
    from sessiondesk.ui.line_book import LineBook
    from sessiondesk.ui.theme import Theme

_SHOWN: Final = {
    Topic.MEASURES,
    Topic.COURSES,
    Topic.SESSIONS,
    Topic.SETTINGS,
    Topic.LIFE_EVENTS,
}

_Dialog = TypeVar("_Dialog", ChooseDialog, FormDialog, FormTotalDialog, OlderResultDialog)


class MeasuresPage(QWidget):
    """What is due, what was filled in, and what changed.

    Signals:
        wants: The name of a page to go to.
        opens: A record on another page; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        make_book: Callable[[], LineBook] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            make_book: Makes what knows the crisis lines of the chosen country. None: there are
                no preferences to ask.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._make_book = make_book
        self._retry: Callable[[], None] | None = None
        self._is_stale = True
        self._came_from = ""
        self._taking: Taking | None = None
        self._history: History | None = None
        self._not_saved = NotSavedBar(theme)
        self._not_saved.retry.connect(self._on_retry)
        self._overview = Overview(journal, theme, prompts, above=self._not_saved)
        self._goes_back_to: QWidget = self._overview
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self._read()

    # What the window asks.

    @Slot()
    def refresh(self) -> None:
        """Read again, if the overview is in view; else when it next is."""
        self._is_stale = True
        if self._overview.isVisible():
            self._read()

    def settle(self) -> None:
        """Keep what is half filled in, and what is being typed into a dialog.

        Raises:
            StoreError: It was not kept; it stays where it is.
        """
        failed = None
        for each in (self._taking, *self._dialogs()):
            try:
                if each is not None:
                    each.settle()
            except StoreError as error:
                # The others may still be kept.
                failed = failed or error
        if failed is not None:
            raise failed

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take, as drafts."""
        found = [] if self._taking is None else list(self._taking.unsaved())
        return [*found, *(draft for each in self._dialogs() for draft in each.unsaved())]

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Overview | Taking | History):
            shown.focus_first()

    def begin(self, instrument: str) -> None:
        """Fill one in, or go on with it where it is half filled in; an unknown id is nothing."""
        if self._journal.measures.instruments.find(instrument) is None:
            return
        self._came_from = instrument
        self._goes_back_to = self._overview
        taking = self._the_taking()
        taking.begin(instrument)
        self._stack.setCurrentWidget(taking)
        taking.focus_first()

    @Slot(str)
    def show_all(self, instrument: str) -> None:
        """Show all results of one questionnaire, by its id."""
        self._show_history(instrument)

    def add_older_result(self) -> None:
        """Ask for a result from paper."""
        self._open_older(None)

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Overview | History):
            shown.toggle_table()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show one record: a result among the others of its kind, a form, a total in its form."""
        try:
            if kind is Kind.ASSESSMENT:
                found = self._journal.measures.find(AssessmentId(record_id))
                if found is not None:
                    self._show_history(found.instrument, record_id)
                return
            form_id = record_id
            if kind is Kind.FORM_TOTAL:
                form_id = self._form_of(FormTotalId(record_id))
        except StoreError as error:
            self._fail(error, partial(self.show_record, kind, record_id))
            return
        self._show_overview()
        self._overview.focus_card(form_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        is_yesterdays = self._overview.today_shown != self._journal.today()
        if self._overview.isVisible() and (self._is_stale or is_yesterdays):
            self._read()

    # Reading.

    def _read(self) -> None:
        try:
            self._overview.refresh()
        except StoreError as error:
            self._fail(error, self._read)
            return
        self._is_stale = False
        self._not_saved.clear()

    def _form_of(self, total_id: FormTotalId) -> str:
        for form in self._journal.measures.forms():
            if any(each.id == total_id for each in self._journal.measures.totals(form.id)):
                return form.id
        return ""

    # Parts, made when they are wanted.

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        overview = self._overview
        overview.begun.connect(self.begin)
        overview.opened.connect(self.show_all)
        overview.put_off.connect(self._on_put_off)
        overview.choosing.connect(self._on_choosing)
        overview.sources_wanted.connect(self._on_sources)
        overview.older_wanted.connect(self.add_older_result)
        overview.form_wanted.connect(self._on_form)
        overview.totals_wanted.connect(self._on_totals)

    def _the_taking(self) -> Taking:
        # Half of one may be filled in now, of which the journal tells nobody.
        self._is_stale = True
        if self._taking is None:
            taking = Taking(
                self._journal, self._theme, self._prompts, make_book=self._make_book, parent=self
            )
            taking.left.connect(self._on_left)
            taking.wants.connect(self.wants)
            self._stack.addWidget(taking)
            self._taking = taking
        return self._taking

    def _the_history(self) -> History:
        if self._history is None:
            history = History(self._journal, self._theme, self._prompts, parent=self)
            history.left.connect(self._on_left)
            history.alter_wanted.connect(self._on_alter)
            self._stack.addWidget(history)
            self._history = history
        return self._history

    def _dialogs(
        self,
    ) -> Sequence[ChooseDialog | FormDialog | FormTotalDialog | OlderResultDialog]:
        return [
            each
            for each in self.findChildren(QDialog)
            if isinstance(each, ChooseDialog | FormDialog | FormTotalDialog | OlderResultDialog)
        ]

    # Going from one to the other.

    def _show_overview(self) -> None:
        self._stack.setCurrentWidget(self._overview)
        if self._is_stale:
            self._read()

    def _show_history(self, instrument: str, assessment_id: str = "") -> None:
        self._came_from = instrument
        history = self._the_history()
        history.show_measure(instrument, assessment_id)
        self._stack.setCurrentWidget(history)
        history.focus_first()

    @Slot()
    def _on_left(self) -> None:
        is_from_history = self._stack.currentWidget() is self._taking and (
            self._goes_back_to is self._history
        )
        if is_from_history and self._history is not None:
            self._goes_back_to = self._overview
            self._history.refresh()
            self._stack.setCurrentWidget(self._history)
            self._history.focus_first()
            return
        self._show_overview()
        self._overview.focus_card(self._came_from)

    # What the person does.

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    @Slot()
    def _on_put_off(self) -> None:
        self._try(self._journal.measures.put_off)
        self._overview.focus_first()

    @Slot(str)
    def _on_alter(self, assessment_id: str) -> None:
        """Let the answers of a kept result be changed: where it came from decides in what."""
        try:
            found = self._journal.measures.find(AssessmentId(assessment_id))
        except StoreError as error:
            self._fail(error, partial(self._on_alter, assessment_id))
            return
        if found is None:
            return
        if found.is_entered_later or found.is_total_only:
            self._open_older(found)
            return
        taking = self._the_taking()
        taking.show_result(assessment_id)
        self._goes_back_to = self._the_history()
        self._stack.setCurrentWidget(taking)
        taking.focus_first()

    def _open_older(self, assessment: Assessment | None) -> None:
        dialog = self._asked(
            partial(OlderResultDialog, self._journal, self._theme, self, assessment=assessment)
        )
        if dialog is not None:
            dialog.wants.connect(self.wants)
            dialog.open()

    @Slot()
    def _on_choosing(self) -> None:
        dialog = self._asked(partial(ChooseDialog, self._journal, self._theme, self))
        if dialog is not None:
            dialog.open()

    @Slot()
    def _on_sources(self) -> None:
        sources.dialog(self._overview.instruments, self._theme, self).open()

    @Slot(object)
    def _on_form(self, form: Form | None) -> None:
        dialog = self._asked(partial(FormDialog, self._journal, self._theme, self, form=form))
        if dialog is not None:
            dialog.open()

    @Slot(object)
    def _on_totals(self, form: Form) -> None:
        dialog = self._asked(partial(FormTotalDialog, self._journal, self._theme, self, form))
        if dialog is not None:
            dialog.open()

    def _asked(self, make: Callable[[], _Dialog]) -> _Dialog | None:
        """Return the dialog, which reads the journal; None where that could not be done."""
        try:
            return make()
        except StoreError as error:
            # One that was made by half is not to be asked for what is in it.
            for each in self._dialogs():
                if not each.isVisible():
                    each.setParent(None)
                    each.deleteLater()
            problems.show(self, error)
            return None

    def _try(self, keeps: Callable[[], None]) -> None:
        """Do what writes; where it could not, say so and offer to try again."""
        try:
            keeps()
        except StoreError as error:
            self._fail(error, keeps)
        else:
            self._not_saved.clear()

    def _fail(self, error: StoreError, again: Callable[[], None]) -> None:
        self._retry = again
        self._not_saved.show_problem(error)

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is not None:
            self._try(self._retry)
