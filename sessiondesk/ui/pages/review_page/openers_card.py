"""Ways to open the conversation: sentences to tick for the prep sheet, and one's own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import BringUp, SourceKind
from sessiondesk.domain.ids import BringUpId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.tab_order import put_where_it_is_read
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_EDITOR = "review.opener"


class OpenersCard(Card):
    """A ticked sentence is a thing to bring up, with its own words from then on.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
    """

    failed = Signal(object, object)

    def __init__(self, journal: Journal, prompts: Prompts, theme: Theme) -> None:
        super().__init__(theme)
        self._journal = journal
        self._scaled = theme
        self._groups = {each.id: each for each in prompts.openers.groups}
        self._words = {
            line.id: line.text for each in prompts.openers.groups for line in each.lines
        }
        self._review_id = ""
        self._chosen: QWidget | None = None
        self._offered: QWidget | None = None
        self._ticks: list[tuple[Tick, bool]] = []
        self.set_title(self.tr("Ways to open the conversation"))
        self._about = ChoiceChips(
            prompts.openers.title,
            [(each.id, each.label) for each in prompts.openers.groups],
            theme,
        )
        self._about.value = prompts.openers.groups[0].id
        self._about.picked.connect(self._on_about)
        self._places = QVBoxLayout()
        self._places.setSpacing(theme.px(8))
        self._own = TextField(
            self.tr("Your own sentence"),
            theme,
            icon="plus",
            help_text=self.tr("Enter puts it on the list for the next session."),
        )
        self._own.entered.connect(self._on_own)
        self._draft = LineDraft(self._own, _EDITOR, Kind.BRING_UP, journal, self)
        self._draft.failed.connect(self.failed)
        self.body.addWidget(labels.quiet(prompts.openers.how, theme))
        self.body.addWidget(self._about)
        self.body.addLayout(self._places)
        self.body.addWidget(self._own)

    def show_openers(self, review_id: str) -> None:
        """Read again which sentences are on the list; a new own one comes from this review.

        Raises:
            StoreError: They could not be read.
        """
        self._review_id = review_id
        said = [each for each in self._journal.bring_ups.open() if _is_from_here(each)]
        by_line = {each.source_id: each for each in said if each.source is SourceKind.OPENER}
        group = self._groups.get(self._about.value or "")
        lines = [] if group is None else [(each.id, each.text) for each in group.lines]
        in_group = {id_ for id_, _ in lines}
        others = [each for each in said if each.source_id not in in_group]
        self._ticks = []
        self._offered = self._renewed(
            self._offered, [self._line(id_, text, by_line.get(id_)) for id_, text in lines]
        )
        self._chosen = self._renewed(
            self._chosen, [self._line(each.source_id, each.text, each) for each in others]
        )
        put_where_it_is_read(self)

    def put_back(self) -> None:
        """Bring back the sentence that was being written.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._draft.put_back()

    def settle(self) -> None:
        """Keep the sentence that is being written.

        Raises:
            StoreError: It was not kept; it stays in its place.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return the sentence that is not on the list yet, as a draft."""
        return self._draft.unsaved()

    def _renewed(self, old: QWidget | None, lines: list[QWidget]) -> QWidget:
        if old is not None:
            self._places.removeWidget(old)
            old.hide()
            old.deleteLater()
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._scaled.px(4))
        for each in lines:
            column.addWidget(each)
        self._places.addWidget(found)
        found.setVisible(bool(lines))
        return found

    def _line(self, line_id: str, text: str, chosen: BringUp | None) -> QWidget:
        theme = self._scaled
        words = text if chosen is None else chosen.text
        found = QWidget()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        tick = Tick(words, theme, role=Role.QUOTE)
        tick.setChecked(chosen is not None)
        self._ticks.append((tick, chosen is not None))
        chosen_id = None if chosen is None else chosen.id
        tick.clicked.connect(partial(self._on_ticked, line_id, chosen_id))
        row.addWidget(tick, 1)
        if chosen is not None:
            reword = buttons.icon_alone(
                "pencil", self.tr("Change the words: {line}").format(line=words), theme
            )
            reword.set_height(32)
            reword.clicked.connect(partial(self._on_reword, chosen.id))
            row.addWidget(reword, 0, Qt.AlignmentFlag.AlignTop)
        return found

    # What the person does.

    def _on_about(self, _group_id: object) -> None:
        self._try(partial(self.show_openers, self._review_id))

    def _on_ticked(self, line_id: str, chosen: BringUpId | None) -> None:
        if chosen is None:
            self._try(
                partial(
                    self._journal.bring_ups.add,
                    self._words[line_id],
                    source=SourceKind.OPENER,
                    source_id=line_id,
                )
            )
        else:
            self._try(partial(self._journal.bring_ups.remove, chosen))

    def _on_own(self) -> None:
        text = self._own.text.strip()
        if text:
            self._try(partial(self._add, text))

    def _add(self, text: str) -> None:
        self._journal.bring_ups.add(text, source=SourceKind.REVIEW, source_id=self._review_id)
        self._draft.forget()

    def _on_reword(self, bring_up_id: BringUpId) -> None:
        found = self._journal.bring_ups.find(bring_up_id)
        if found is not None:
            RewordDialog(
                self.tr("Say it differently?"),
                found.text,
                ("bring_up.words", Kind.BRING_UP, found.id),
                self._journal,
                self._scaled,
                keep=partial(self._reword, found.id),
                parent=self,
            ).open()

    def _reword(self, bring_up_id: BringUpId, text: str) -> None:
        found = self._journal.bring_ups.find(bring_up_id)
        if found is not None:
            self._journal.bring_ups.record(replace(found, text=text))

    def _try(self, keeps: Callable[[], object]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, keeps)
            self._untick()

    def _untick(self) -> None:
        """Show again which sentences are on disk."""
        for tick, is_chosen in self._ticks:
            tick.setChecked(is_chosen)


def _is_from_here(bring_up: BringUp) -> bool:
    return bring_up.source in {SourceKind.OPENER, SourceKind.REVIEW}
