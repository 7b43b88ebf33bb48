"""The result of a questionnaire, in the place where it was filled in."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Better
from sessiondesk.ui import wording_measure_changes, wording_measures
from sessiondesk.ui.pages.measures_page.measure_material import Comparison, Material
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels, painting
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.notice import announce

_RING: Final = 4


class Result(Card):
    """The total, the published word for its range, and what may be said of the change.

    Signals:
        change_wanted: An answer is to be altered.
        done: The person has seen it.

    Attributes:
        slot: Below the words, for what has no room beside the card.
    """

    change_wanted = Signal()
    done = Signal()

    def __init__(self, theme: Theme, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(28, 20), parent=parent)
        self._theme = theme
        self._said = ""
        # A place for the keyboard, so that nobody lands at the foot and has to look for the top.
        self._score = Label("", theme, Role.SUB_HEADLINE)
        self._score.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._score.setProperty(painting.RING, _RING)
        self._words = QVBoxLayout()
        self._sentences: list[Label] = []
        self._functional = labels.quiet("", theme)
        self._chart = MeasureChart(theme, is_compact=True)
        self._reading = labels.caption("", theme)
        self._rule = labels.caption("", theme)
        self._keep_in_mind = labels.caption(prompts.with_insights, theme)
        self.slot = QVBoxLayout()
        self._change = buttons.second(self.tr("Change an answer"), theme, icon="pencil")
        self._done = buttons.main(self.tr("Back to measures"), theme)
        self._lay_out()
        self._chart.read.connect(self._on_read)
        self._change.clicked.connect(self.change_wanted)
        self._done.clicked.connect(self.done)

    def show_result(self, material: Material, result: Assessment, *, can_change: bool) -> None:
        """Show a result.

        Args:
            material: Everything that is known up to it.
            result: The result.
            can_change: Whether the journal takes changes.
        """
        instrument = material.instrument
        score = wording_measures.score_sentence(result, instrument)
        self._score.setText(score)
        compared = _comparisons(material)
        sentences = _sentences(material, compared)
        self._show_sentences(sentences)
        self._show_functional(material, result)
        has_history = len(material.results) > 1
        if has_history:
            self._chart.show_history(material.history)
        self._rule.setText(
            wording_measure_changes.rule_line(
                instrument, has_ringed=any(point.is_ringed for point in material.history.points)
            )
        )
        for widget in (self._chart, self._reading, self._rule):
            widget.setVisible(has_history)
        self._keep_in_mind.setVisible(
            any(_is_better(each, instrument.better) for each in compared)
        )
        # Ticks on other words than those of today are left as they are.
        is_as_ticked = bool(result.answers) and result.version == instrument.version
        self._change.setVisible(is_as_ticked and can_change)
        self._said = " ".join((score, *sentences))

    def announce(self) -> None:
        """Let a screen reader say it when it is free."""
        announce(self, self._said)

    def focus_first(self) -> None:
        """Put the keyboard on the result itself, which is read out then."""
        self._score.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        self.body.setSpacing(px(10))
        self.body.addWidget(self._score)
        self._words.setSpacing(px(6))
        self.body.addLayout(self._words)
        self.body.addLayout(self.slot)
        for widget in (
            self._functional,
            self._chart,
            self._reading,
            self._rule,
            self._keep_in_mind,
        ):
            self.body.addWidget(widget)
        self.body.addWidget(Hairline(self._theme))
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addStretch(1)
        foot.addWidget(self._change)
        foot.addWidget(self._done)
        self.body.addLayout(foot)

    def _show_sentences(self, sentences: Sequence[str]) -> None:
        for label in self._sentences:
            label.hide()
            label.deleteLater()
        self._sentences = [labels.body(each, self._theme) for each in sentences]
        for label in self._sentences:
            self._words.addWidget(label)
            label.show()

    def _show_functional(self, material: Material, result: Assessment) -> None:
        asked, value = material.instrument.functional, result.functional
        words = ""
        if asked is not None and value is not None:
            found = next((each.text for each in asked.options if each.value == value), "")
            words = self.tr("How hard it made things: “{answer}”. It is not part of the score.")
            words = words.format(answer=found)
        self._functional.setText(words)
        self._functional.setVisible(bool(words))

    def _on_read(self, line: str) -> None:
        self._reading.setText(line)


def upto(results: Sequence[Assessment], last: Assessment) -> Sequence[Assessment]:
    """Return the results up to that one: later ones play no part in what is said of it."""
    ids = [each.id for each in results]
    return results[: ids.index(last.id) + 1] if last.id in ids else [last]


def _comparisons(material: Material) -> list[Comparison]:
    """Return what the result is compared with: the start, and the time before if that differs."""
    since_start, since_previous = material.against_start(), material.against_previous()
    start, before = material.baseline, material.results[-2:-1]
    is_start = start is not None and start.days == tuple(each.day for each in before)
    if since_start is not None and is_start:
        return [since_start]
    return [each for each in (since_start, since_previous) if each is not None]


def _sentences(material: Material, compared: Sequence[Comparison]) -> list[str]:
    if not compared:
        return [_tr("It is the first one, so there is nothing to compare it with yet.")]
    found = [each.sentence for each in compared]
    if material.baseline is not None and material.against_start() is not None:
        note = wording_measure_changes.mean_note(material.baseline)
        if note:
            found.insert(1, note)
    return found


def _is_better(compared: Comparison, better: Better) -> bool:
    difference = compared.change.difference
    return difference < 0 if better is Better.LOWER else difference > 0


def _tr(text: str) -> str:
    return QCoreApplication.translate("Result", text)
