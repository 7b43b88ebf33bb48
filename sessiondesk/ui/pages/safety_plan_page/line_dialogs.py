"""The dialogs for a number of one's own and for correcting a shipped one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.crisis_line import LONGEST, CrisisLine, OwnLine
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick


class OwnLineDialog(Question):
    """Asks whose number it is, and for the number."""

    def __init__(
        self,
        line: OwnLine | None,
        theme: Theme,
        *,
        keep: Callable[[OwnLine], None],
        parent: QWidget,
    ) -> None:
        """Ask for a new number, or about ``line``; ``keep`` takes what was told."""
        super().__init__(
            self.tr("Whom would you like to reach?"),
            self.tr(
                "It stands beside the crisis lines, also in front of the locked journal: so it "
                "is kept outside the journal, where anyone at this computer can read it. People "
                "who should stay private belong in the plan."
            ),
            theme,
            verb=self.tr("Keep this number"),
            keep=self.tr("Not now"),
            parent=parent,
        )
        self._keep = keep
        self._name = TextField(
            self.tr("Whose number it is"), theme, text=line.name if line else "", most=LONGEST
        )
        self._number = TextField(
            self.tr("Number"), theme, text=line.number if line else "", most=LONGEST
        )
        for field in (self._name, self._number):
            field.edited.connect(self._on_edited)
            self.body.addWidget(field)
        self._name.setFocus()

    @override
    def accept(self) -> None:
        try:
            line = OwnLine(name=self._name.text.strip(), number=self._number.text.strip())
        except InvalidFieldError as error:
            field = self._number if error.field == "number" else self._name
            field.set_error(
                self.tr("Write the number.")
                if field is self._number
                else self.tr("Write whose number it is.")
            )
            field.setFocus()
            return
        self._keep(line)
        super().accept()

    def _on_edited(self) -> None:
        self._name.set_error("")
        self._number.set_error("")


class CorrectionDialog(Question):
    """Asks for the numbers of one country as they are now."""

    def __init__(
        self,
        line: CrisisLine,
        today: date,
        theme: Theme,
        *,
        keep: Callable[[CrisisLine], None],
        parent: QWidget,
    ) -> None:
        """Ask about ``line``; ``keep`` takes what was told."""
        super().__init__(
            self.tr("What are the numbers for {country}?").format(country=line.name),
            self.tr("The service’s own page, or its people, know best. These stay as you write."),
            theme,
            verb=self.tr("Keep these numbers"),
            keep=self.tr("Leave them as they are"),
            parent=parent,
        )
        self._line = line
        self._today = today
        self._keep = keep
        self._emergency = TextField(
            self.tr("Emergency number"), theme, text=line.emergency, most=LONGEST
        )
        self._number = TextField(self.tr("Crisis line"), theme, text=line.line, most=LONGEST)
        self._note = TextField(
            self.tr("Who answers, or how else they are reached"),
            theme,
            text=line.note,
            most=LONGEST,
        )
        self._checked = Tick(self.tr("I compared these with the service’s own page"), theme)
        self._checked.setChecked(line.checked_on is not None)
        for field in (self._emergency, self._number, self._note):
            field.edited.connect(self._on_edited)
            self.body.addWidget(field)
        self.body.addWidget(self._checked)
        self.body.addWidget(
            labels.caption(
                self.tr("With a tick, today’s date stands beside them. Kept outside the journal."),
                theme,
            )
        )
        self._number.setFocus()

    @override
    def accept(self) -> None:
        try:
            line = replace(
                self._line,
                emergency=self._emergency.text.strip(),
                line=self._number.text.strip(),
                note=self._note.text.strip(),
                checked_on=self._day_of_checking(),
            )
        except InvalidFieldError as error:
            field = self._emergency if error.field == "emergency" else self._number
            field.set_error(self.tr("Write the number."))
            field.setFocus()
            return
        self._keep(line)
        super().accept()

    def _day_of_checking(self) -> date | None:
        if not self._checked.isChecked():
            return None
        is_same = (self._line.emergency, self._line.line) == (
            self._emergency.text.strip(),
            self._number.text.strip(),
        )
        # Another number was compared today, whatever was said of the one before.
        return (self._line.checked_on if is_same else None) or self._today

    def _on_edited(self) -> None:
        self._emergency.set_error("")
        self._number.set_error("")
