"""The form for a scale: what is asked, and what its two ends mean."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.journal import Journal
from sessiondesk.journal.scales import Wording
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_NEITHER: Final = "neither"
_LONGEST_NAME: Final = 100
_LONGEST: Final = 1000
_DASH: Final = " \u2013 "
_NO_RECORD: Final = ScaleId("")


class ScaleDialog(KeepDialog):
    """Asks how a scale is worded; for a new one also what its numbers mean.

    What numbers mean is fixed by the first answer, so those fields stay as they are then.
    """

    def __init__(
        self, scale: Scale | None, journal: Journal, theme: Theme, parent: QWidget
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            scale: The one to change; None for a new one.
            journal: Where it is kept.
            theme: The look in force.
            parent: The page beneath.
        """
        super().__init__(
            self.tr("What would you like to rate?")
            if scale is None
            else self.tr("How is it worded?"),
            "",
            theme,
            verb=self.tr("Add it") if scale is None else self.tr("Change it"),
            keep=self.tr("Not now") if scale is None else self.tr("Leave it as it is"),
            width=540,
            parent=parent,
        )
        self._journal = journal
        self._scale = scale
        self._is_fixed = scale is not None and (
            scale.is_built_in or journal.scales.is_fixed(scale.id)
        )
        self._label = TextField(
            self.tr("Name"),
            theme,
            help_text=self.tr("A word or two, as it stands beside the strip."),
            most=_LONGEST_NAME,
        )
        self._question = TextField(
            self.tr("The question in full, if you like"), theme, most=_LONGEST
        )
        self._low = TextField(self.tr("What 0 means"), theme, most=_LONGEST_NAME)
        self._high = TextField(self.tr("What 10 means"), theme, most=_LONGEST_NAME)
        self._kind = _strip(
            self.tr("How it is answered"),
            [(ScaleKind.RATING, self.tr("0 to 10")), (ScaleKind.YES_NO, self.tr("Yes or no"))],
            theme,
        )
        self._better = _strip(
            self.tr("Which way is better"),
            [
                (Better.HIGHER, self.tr("More")),
                (Better.LOWER, self.tr("Less")),
                (_NEITHER, self.tr("Neither")),
            ],
            theme,
        )
        self._about = _strip(
            self.tr("What it is about"),
            [(About.DAY, self.tr("The day")), (About.NIGHT, self.tr("The night before"))],
            theme,
        )
        self._none = Tick(
            self.tr("0 means none at all"),
            theme,
            caption=self.tr("Only then can a change be told in per cent."),
        )
        self._drafts_of_lines = self._show(scale)
        self._lay_out(theme, () if scale is None else journal.scales.wordings(scale.id))
        self._kind.picked.connect(self._on_kind)
        self._on_kind()
        self._label.setFocus()

    @override
    def keep(self) -> None:
        if self._scale is None:
            label = " ".join(self._label.text.split())
            self._journal.scales.add(self._answered(Scale(label=label)))
        else:
            self._journal.scales.record(self._answered(self._scale))
        for draft in self._drafts_of_lines:
            draft.forget()

    @override
    def focus_field(self, field: str) -> None:
        self._label.setFocus()

    @override
    def settle(self) -> None:
        super().settle()
        for draft in self._drafts_of_lines:
            draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, as drafts."""
        return [each for draft in self._drafts_of_lines for each in draft.unsaved()]

    def _answered(self, scale: Scale) -> Scale:
        """Return ``scale`` with what stands in the form."""
        scale = replace(
            scale,
            label=" ".join(self._label.text.split()),
            question=self._question.text.strip(),
            low_text=self._low.text.strip(),
            high_text=self._high.text.strip(),
        )
        if self._is_fixed:
            return scale
        kind = ScaleKind(self._kind.value or ScaleKind.RATING)
        better = self._better.value
        return replace(
            scale,
            kind=kind,
            better=None if better in {None, _NEITHER} else Better(better),
            none_at_zero=kind is ScaleKind.RATING and self._none.isChecked(),
            about=About(self._about.value or About.DAY),
        )

    def _show(self, scale: Scale | None) -> list[LineDraft]:
        """Fill the form, with what was typed into it and not kept before."""
        shown = scale or Scale(label="-")
        self._kind.value = shown.kind.value
        self._better.value = _NEITHER if shown.better is None else shown.better.value
        self._about.value = shown.about.value
        self._none.setChecked(shown.none_at_zero)
        record_id = _NO_RECORD if scale is None else scale.id
        drafts = []
        for field, name, text in (
            (self._label, "scale.label", "" if scale is None else scale.label),
            (self._question, "scale.question", shown.question),
            (self._low, "scale.low_text", shown.low_text),
            (self._high, "scale.high_text", shown.high_text),
        ):
            draft = LineDraft(field, name, Kind.SCALE, self._journal, self)
            draft.failed.connect(self._not_saved.show_problem)
            draft.put_back(record_id)
            field.text = field.text or text
            drafts.append(draft)
        return drafts

    def _lay_out(self, theme: Theme, earlier: Sequence[Wording]) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the ring of what has the keyboard, which the scrolling would cut off.
        column.setContentsMargins(*[theme.px(4)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._label)
        column.addWidget(self._question)
        fixed = Label(
            self.tr(
                "It has answers already, so what they mean stays as it is. For another "
                "meaning, add a new scale and hide this one."
            )
            if self._scale is None or not self._scale.is_built_in
            else self.tr("What its answers mean stays as it is; the words can change."),
            theme,
            Role.CAPTION,
        )
        column.addWidget(fixed)
        # Only now: shown without a place it would be a window of its own.
        fixed.setVisible(self._is_fixed)
        for strip, name in (
            (self._kind, self.tr("How it is answered")),
            (self._better, self.tr("Which way is better")),
            (self._about, self.tr("What it is about")),
        ):
            strip.setEnabled(not self._is_fixed)
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(Label(name, theme, Role.LABEL), 1)
            row.addWidget(strip)
            column.addLayout(row)
        self._none.setEnabled(not self._is_fixed)
        ends = QHBoxLayout()
        ends.setSpacing(theme.px(12))
        ends.addWidget(self._low)
        ends.addWidget(self._high)
        column.addLayout(ends)
        column.addWidget(self._none)
        if earlier:
            column.addWidget(self._earlier(earlier, theme))
        self.body.addWidget(TallBody(form, theme))
        self.close_body()

    def _earlier(self, earlier: Sequence[Wording], theme: Theme) -> Disclosure:
        shown = Disclosure(self.tr("How it was worded before"), theme)
        today = self._journal.today()
        for each in earlier:
            day = wording_sessions.day_and_month(each.until.astimezone().date(), today=today)
            ends = _DASH.join(part for part in (each.low_text, each.high_text) if part)
            words = " · ".join(part for part in (each.label, each.question, ends) if part)
            shown.body.addWidget(
                labels.caption(self.tr("Until {day}: {words}").format(day=day, words=words), theme)
            )
        return shown

    def _on_kind(self) -> None:
        is_rating = self._kind.value == ScaleKind.RATING
        for field in (self._low, self._high, self._none):
            field.setVisible(is_rating)


def _strip(name: str, choices: Sequence[tuple[str, str]], theme: Theme) -> Segmented:
    return Segmented(name, [(str(id_), text) for id_, text in choices], theme)
