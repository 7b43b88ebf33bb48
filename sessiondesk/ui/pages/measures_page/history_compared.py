"""What the latest result is compared with, and what may be said of each comparison."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui import wording_measure_changes, wording_measures
from sessiondesk.ui.pages.measures_page.measure_material import Comparison, Material
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.wording_measure_changes import Since


class ComparedCard(Card):
    """The latest result against the start, against the very first, against the one before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("What changed"))
        self._theme = theme
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(12))
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def show_material(self, material: Material) -> None:
        """Show the comparisons of another questionnaire, or the same as they are now."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for title, compared, note in self._comparisons(material):
            self._add(self._part(title, compared, note))
        if not self._parts and material.latest is not None:
            score = wording_measures.score_sentence(material.latest, material.instrument)
            told = self.tr("There is nothing to compare it with yet.")
            self._add(labels.readout(f"{score} {told}", self._theme))

    def _comparisons(self, material: Material) -> Sequence[tuple[str, Comparison, str]]:
        start = material.against_start()
        found = []
        if start is not None and material.baseline is not None:
            title = {
                Since.BEFORE_THERAPY: self.tr("Since before this therapy"),
                Since.START: self.tr("Since the start of this therapy"),
            }.get(start.since, self.tr("Since the start"))
            note = wording_measure_changes.mean_note(material.baseline)
            found.append((title, start, note))
        first, previous = material.against_first(), material.against_previous()
        if first is not None and start is not None:
            found.append((self.tr("Since the first result alone"), first, ""))
        if previous is not None:
            found.append((self.tr("Since the time before"), previous, ""))
        return found

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)
        part.show()

    def _part(self, title: str, compared: Comparison, note: str) -> QWidget:
        theme = self._theme
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(Label(title, theme, Role.GROUP))
        is_first = not self._parts
        sentence = labels.readout if is_first else labels.body
        column.addWidget(sentence(compared.sentence, theme))
        if compared.is_clear:
            word = wording_measure_changes.change_word(compared.change)
            note = " ".join(
                filter(None, (self.tr("The published word is “{word}”.").format(word=word), note))
            )
        if note:
            column.addWidget(labels.caption(note, theme))
        return part
