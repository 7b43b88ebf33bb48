"""Sentences to start a conversation with; one that fits can be brought up."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.prompt_parts import Choice
from sessiondesk.domain.record_prompts import OpenerPrompts
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.disclosure import Disclosure


class Openers(Disclosure):
    """Closed until it is asked for.

    Signals:
        brings_up: A sentence was chosen; carries a ``BringUpOffer``.
    """

    brings_up = Signal(object)

    def __init__(self, prompts: OpenerPrompts, theme: Theme) -> None:
        super().__init__(prompts.title, theme, hide=self.tr("Hide the sentences"))
        self._prompts = prompts
        self._scaled = theme
        self._is_made = False
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self) -> None:
        if self._is_made:
            return
        self._is_made = True
        theme = self._scaled
        self.body.addWidget(labels.quiet(self._prompts.how, theme))
        for group in self._prompts.groups:
            self.body.addWidget(labels.group(group.label, theme))
            for line in group.lines:
                self.body.addWidget(self._make_line(line))

    def _make_line(self, line: Choice) -> QWidget:
        theme = self._scaled
        found = QWidget()
        row = QHBoxLayout(found)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(labels.quote(line.text, theme), 1)
        bring = buttons.quiet(self.tr("Bring up"), theme, icon="corner-up-right")
        bring.setAccessibleName(self.tr("Bring up: {line}").format(line=line.text))
        bring.clicked.connect(partial(self._on_bring, line))
        row.addWidget(bring, 0, Qt.AlignmentFlag.AlignTop)
        return found

    def _on_bring(self, line: Choice) -> None:
        self.brings_up.emit(
            BringUpOffer(text=line.text, source=SourceKind.OPENER, source_id=line.id)
        )
