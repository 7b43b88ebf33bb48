"""How the last seven days were, said before looking: one line, and a number for up to three."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.scale import Scale as ScaleValue
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.form_draft import FormDraft
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.scale import Scale
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.text_field import TextField

DRAFT = "recall"
_LONGEST = 500


class RecallForm(QWidget):
    """Asks how some days were; nothing of their record is shown here.

    Signals:
        kept: It is on disk; carries the ``Recall``.
        put_off: The person would rather not, this week.
    """

    kept = Signal(object)
    put_off = Signal()

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._period: Period | None = None
        self._draft: FormDraft | None = None
        self._asked: list[tuple[str, Scale]] = []
        self._line = TextField(
            self.tr("In a line: how were the last seven days?"), theme, most=_LONGEST
        )
        self._scales = QVBoxLayout()
        self._scales.setSpacing(theme.px(8))
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._not_saved.retry.connect(self._on_keep)
        not_now = buttons.plain(self.tr("Not this week"), theme)
        self._keep = buttons.second(self.tr("Keep it and look"), theme)
        foot = QHBoxLayout()
        foot.addWidget(not_now)
        foot.addStretch(1)
        foot.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._line)
        column.addWidget(labels.caption(self.tr("And all in all, as you remember them:"), theme))
        column.addLayout(self._scales)
        column.addWidget(self._not_saved)
        column.addLayout(foot)
        self._line.edited.connect(self._on_changed)
        self._line.entered.connect(self._on_entered)
        self._keep.clicked.connect(self._on_keep)
        not_now.clicked.connect(self.put_off)

    @property
    def is_begun(self) -> bool:
        """Whether something stands in it."""
        return bool(self._line.text.strip()) or any(
            strip.value is not None for _, strip in self._asked
        )

    def begin(self, period: Period, scales: Sequence[ScaleValue]) -> bool:
        """Ask about ``period``; what was being typed when it was lost is put back.

        Returns:
            Whether something was put back.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._period = period
        self._clear(scales)
        if self._draft is not None:
            self._draft.deleteLater()
        self._draft = FormDraft(
            self._journal, DRAFT, Kind.RECALL, "", reads=self._read, parent=self
        )
        self._draft.failed.connect(self._on_draft_failed)
        self._put_back(self._draft.found())
        self._not_saved.clear()
        return self.is_begun

    def focus_first(self) -> None:
        """Put the keyboard into the line."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is being entered as a draft.

        Raises:
            StoreError: It was not kept; it stays in the form.
        """
        if self._draft is not None:
            self._draft.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what stands in the form, where it is not on disk."""
        return [] if self._draft is None else self._draft.unsaved()

    def forget(self) -> None:
        """Let go of what was entered: it was kept, or left on purpose."""
        self._line.text = ""
        for _, strip in self._asked:
            strip.value = None
        if self._draft is not None:
            # One that comes back once more is the lesser harm.
            with suppress(StoreError):
                self._draft.forget()

    # What stands in it.

    def _clear(self, scales: Sequence[ScaleValue]) -> None:
        self._line.text = ""
        self._line.set_error("")
        for _, strip in self._asked:
            self._scales.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self._asked = []
        for each in scales:
            strip = Scale(each.label, each.low_text, each.high_text, self._theme)
            strip.picked.connect(self._on_changed)
            strip.answered.connect(self._on_answered)
            self._scales.addWidget(strip)
            self._asked.append((each.id, strip))
        put_in_reading_order(self)

    def _read(self) -> object:
        last = "" if self._period is None else self._period.last.isoformat()
        ratings = {id_: strip.value for id_, strip in self._asked if strip.value is not None}
        # Without a word it is the same form, whichever week it stands in.
        return {
            "last": last if self.is_begun else "",
            "words": self._line.text,
            "ratings": ratings,
        }

    def _put_back(self, told: object) -> None:
        match told:
            case {"last": last, "words": str(words), "ratings": dict(ratings)}:
                self._line.text = words
            case _:
                return
        # Words come back whenever; a number is about the very days it was said of.
        if self._period is not None and last == self._period.last.isoformat():
            for id_, strip in self._asked:
                value = ratings.get(id_)
                if isinstance(value, int) and 0 <= value <= 10:  # noqa: PLR2004 - the strip's ends
                    strip.value = value

    # What the person does.

    @Slot()
    def _on_changed(self) -> None:
        self._line.set_error("")
        if self._draft is not None:
            self._draft.touch()

    @Slot()
    def _on_entered(self) -> None:
        target = self._asked[0][1] if self._asked else self._keep
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_answered(self) -> None:
        strips = [strip for _, strip in self._asked]
        for strip, following in pairwise([*strips, self._keep]):
            if strip is self.sender():
                following.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object, object)
    def _on_draft_failed(self, error: StoreError, _again: object) -> None:
        self._not_saved.show_problem(error)

    @Slot()
    def _on_keep(self) -> None:
        if self._period is None:
            return
        ratings = {
            ScaleId(id_): float(strip.value)
            for id_, strip in self._asked
            if strip.value is not None
        }
        try:
            recall = Recall(
                day=self._journal.today(),
                first=self._period.first,
                last=self._period.last,
                words=self._line.text,
                ratings=ratings,
            )
        except InvalidFieldError:
            wrong = self.tr("Say it in a line or give a number; one of them is enough.")
            self._line.set_error(wrong)
            announce(self._line, wrong)
            self.focus_first()
            return
        try:
            self._journal.recalls.record(recall)
        except StoreError as error:
            self._not_saved.show_problem(error)
            return
        self._not_saved.clear()
        self.forget()
        self.kept.emit(recall)
