"""A check-in being changed in place: answers at once, words as a draft until they settle."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId, TagId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Scale as AskedScale
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.journal import Journal
from sessiondesk.store import records
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import note_draft
from sessiondesk.ui.note_draft import EDITOR, WHOLE
from sessiondesk.ui.pattern_chips import PatternChips
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.hours import Hours
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.note_field import NoteField
from sessiondesk.ui.widgets.scale import Scale
from sessiondesk.ui.widgets.segmented import Segmented

_KIND: Final = "checkin"
_YES: Final = "yes"
_NO: Final = "no"
_FIRST_FAMILIES: Final = ("afraid", "sad", "angry", "ashamed", "calm", "glad")
_MOST_TAGS: Final = 24


class EntryEditor(QWidget):
    """Lets a check-in be changed where it is read.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        kept: Something was kept.
        done: The person has finished.
        whole_wanted: The person wants to change what is not offered here.
    """

    failed = Signal(object, object)
    kept = Signal()
    done = Signal()
    whole_wanted = Signal()

    def __init__(
        self,
        checkin: CheckIn,
        journal: Journal,
        prompts: Prompts,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self.checkin = checkin
        self._is_ahead = False
        self._strips: dict[ScaleId, Scale | Segmented] = {}
        self._hours = Hours(self.tr("Hours slept"), self.tr("dot adds a half"), theme)
        self._feelings = Feelings(prompts.feelings, theme, first=_FIRST_FAMILIES)
        body = [(each.id, each.text) for each in prompts.body]
        self._body = ChipGroup(prompts.body_question, body, theme)
        self._patterns = PatternChips(journal, theme, prompts)
        self._tags = self._tag_group(prompts)
        self._note = NoteField(prompts.note_question, "", theme)
        self._done = buttons.second(self.tr("Done"), theme, icon="check")
        self._whole = buttons.quiet(self.tr("Change the rest on its day"), theme)
        self._lay_out(prompts)
        self._show_all()
        self._connect()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything in here is not yet in the check-in on disk."""
        return self._is_ahead or self._note.lines != self.checkin.lines

    def focus_first(self) -> None:
        """Put the cursor into the note."""
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Make what is being typed part of the check-in.

        Raises:
            StoreError: It was not kept; the words stay in the editor.
        """
        if self._note.lines != self.checkin.lines:
            self._set(lines=self._note.lines)
        if self._is_ahead:
            self._keep()
        else:
            self._journal.drafts.drop(EDITOR, self.checkin.id)

    def unsaved(self) -> list[Draft]:
        """Return what was not kept, as the draft that brings all of it back."""
        if not self.has_unsaved:
            return []
        whole = replace(self.checkin, lines=self._note.lines)
        text = records.encode(whole)
        return [Draft(editor=WHOLE, record_kind=_KIND, record_id=whole.id, text=text)]

    def follow(self, checkin: CheckIn) -> None:
        """Show what the journal says now, such as after undo; words being typed stay."""
        if self._is_ahead:
            return
        keeps_words = self._note.lines != self.checkin.lines
        self.checkin = checkin
        self._show_answers()
        if not keeps_words:
            self._note.show_lines(checkin.lines)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    # Building.

    def _lay_out(self, prompts: Prompts) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._note)
        column.addWidget(labels.Hairline(self._theme))
        for scale in self._offered():
            strip = self._strip_of(scale)
            self._strips[scale.id] = strip
            if isinstance(strip, Segmented):
                row = QHBoxLayout()
                row.addWidget(Label(scale.label, self._theme, Role.LABEL), 1)
                row.addWidget(strip)
                column.addLayout(row)
            else:
                column.addWidget(strip)
        column.addWidget(self._hours)
        has_hours = self._journal.settings.value.asks_sleep_hours
        self._hours.setVisible(has_hours or self.checkin.sleep_hours is not None)
        column.addWidget(labels.Hairline(self._theme))
        for words, widget in (
            (prompts.feelings_question, self._feelings),
            (prompts.body_question, self._body),
            (self.tr("Patterns seen in it"), self._patterns),
            (self.tr("Tags"), self._tags),
        ):
            column.addWidget(Label(words, self._theme, Role.GROUP))
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self._whole)
        foot.addStretch(1)
        foot.addWidget(self._done)
        column.addLayout(foot)

    def _offered(self) -> Sequence[AskedScale]:
        """Return the scales that are asked, and those that were answered here."""
        return [
            scale
            for scale in self._journal.scales.all()
            if scale.is_shown or scale.id in self.checkin.ratings
        ]

    def _strip_of(self, scale: AskedScale) -> Scale | Segmented:
        if scale.kind is ScaleKind.YES_NO:
            answers = [(_NO, self.tr("No")), (_YES, self.tr("Yes"))]
            return Segmented(scale.label, answers, self._theme, can_clear=True)
        return Scale(scale.label, scale.low_text, scale.high_text, self._theme)

    def _tag_group(self, prompts: Prompts) -> ChipGroup:
        tags = self._journal.tags.all()
        here = [tag for tag in tags if tag.id in self.checkin.tags]
        others = [tag for tag in tags if tag.id not in self.checkin.tags]
        shown = [*here, *others[: max(0, _MOST_TAGS - len(here))]]
        choices = [(tag.id, tag.name) for tag in shown]
        return ChipGroup(prompts.tags_question, choices, self._theme, add_text=self.tr("Add tag"))

    def _show_all(self) -> None:
        self._show_answers()
        self._note.show_lines(self.checkin.lines)

    def _show_answers(self) -> None:
        checkin = self.checkin
        for id_, strip in self._strips.items():
            value = checkin.ratings.get(id_)
            if isinstance(strip, Segmented):
                strip.value = None if value is None else _YES if value else _NO
            else:
                strip.value = None if value is None else round(value)
        self._hours.value = checkin.sleep_hours
        pairs = frozenset((each.family, each.word) for each in checkin.feelings)
        if pairs != self._feelings.value:
            # Setting them closes the strip with the finer words: not under the person's hands.
            self._feelings.value = pairs
        self._body.value = checkin.body
        self._patterns.chosen = checkin.patterns
        for tag in self._journal.tags.all():
            if tag.id in checkin.tags and not self._tags.has_choice(tag.id):
                self._tags.add_choice(tag.id, tag.name)
        self._tags.value = checkin.tags

    def _connect(self) -> None:
        for strip in self._strips.values():
            strip.picked.connect(self._on_rated)
        self._hours.picked.connect(self._on_hours)
        self._feelings.picked.connect(self._on_feelings)
        self._body.toggled.connect(self._on_body)
        self._patterns.changed.connect(self._on_patterns)
        self._tags.toggled.connect(self._on_tag)
        self._tags.added.connect(self._on_new_tag)
        self._note.edited.connect(self._on_edited)
        self._note.left.connect(self._on_left)
        self._done.clicked.connect(self.done)
        self._whole.clicked.connect(self.whole_wanted)

    # Keeping.

    def _set(self, **fields: Any) -> None:  # noqa: ANN401 - fields of CheckIn, each of its type
        self.checkin = replace(self.checkin, **fields)
        self._is_ahead = True

    def _keep(self) -> None:
        has_words = self._note.lines == self.checkin.lines
        if self.checkin.is_empty and has_words:
            # Emptied again it is removed, as on Today; the bin has it as it was.
            self._journal.checkins.remove(self.checkin.id)
            self._journal.drafts.drop(EDITOR, self.checkin.id)
        else:
            self._journal.checkins.record(self.checkin, settles=(EDITOR,) if has_words else ())
        self._is_ahead = False
        if has_words:
            self._note.take_as_told()
        self.kept.emit()

    def _give(self, **fields: Any) -> None:  # noqa: ANN401 - as above
        self._set(**fields)
        try:
            self._keep()
        except StoreError as error:
            self.failed.emit(error, self.settle)

    def _on_rated(self, value: object) -> None:
        for id_, strip in self._strips.items():
            if strip is self.sender():
                ratings = {key: each for key, each in self.checkin.ratings.items() if key != id_}
                if value is not None:
                    is_yes = float(value == _YES)
                    number = is_yes if isinstance(strip, Segmented) else float(str(value))
                    ratings[id_] = number
                self._give(ratings=ratings)
                return

    def _on_hours(self, hours: object) -> None:
        self._give(sleep_hours=hours)

    def _on_feelings(self) -> None:
        pairs = self._feelings.value
        found = frozenset(Feeling(family=family, word=word) for family, word in pairs)
        self._give(feelings=found)

    def _on_body(self) -> None:
        self._give(body=self._body.value)

    def _on_patterns(self) -> None:
        self._give(patterns=frozenset(self._patterns.chosen))

    def _on_tag(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        tag = TagId(id_)
        tags = self.checkin.tags
        self._give(tags=tags | {tag} if on else tags - {tag})

    def _on_new_tag(self, name: str) -> None:
        try:
            tag = self._journal.tags.named(name)
        except StoreError as error:
            self.failed.emit(error, None)
            return
        except InvalidFieldError:
            return
        self._tags.add_choice(tag.id, tag.name, chosen=True)
        self._give(tags=self.checkin.tags | {tag.id})

    def _on_edited(self) -> None:
        try:
            self._keep_draft()
        except StoreError as error:
            self.failed.emit(error, self.settle)

    def _keep_draft(self) -> None:
        lines: tuple[NoteLine, ...] = self._note.lines
        text = note_draft.to_text(note_draft.of(self.checkin, lines))
        self._journal.drafts.keep(EDITOR, _KIND, self.checkin.id, text)
        self.kept.emit()

    def _on_left(self) -> None:
        if self._note.lines == self.checkin.lines:
            return
        try:
            self.settle()
        except StoreError as error:
            self.failed.emit(error, self.settle)
