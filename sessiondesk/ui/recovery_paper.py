"""The recovery key as it is shown once, to be written down and read back from paper."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.ui import files, wording
from sessiondesk.ui.print_service import PrintService
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels, painting
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.vault import recovery_key

if TYPE_CHECKING:
    from sessiondesk.ui.paper.marks import Page

_ASKED: Final = 2
_GROUP_PIXELS: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWays:
    """How the page with a recovery key leaves the window.

    Attributes:
        save: Puts the page with a key into a PDF; raises ``OSError``.
        lay_out: Returns the page with a key, to be printed.
        printing: Returns what prints from a widget.
    """

    save: Callable[[Path, str], None]
    lay_out: "Callable[[str], Sequence[Page]]"
    printing: Callable[[QWidget], PrintService]


class RecoveryPaper(QWidget):
    """Shows a recovery key, prints or saves it when asked, and asks for two groups of it.

    Signals:
        read_back: Both groups were typed as they stand.
    """

    read_back = Signal()

    def __init__(
        self,
        key: str,
        name: str,
        today: date,
        theme: Theme,
        *,
        ways: PaperWays,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``key``, seven groups with dashes between, of the journal called ``name``."""
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._ways = ways
        self._printing = ways.printing(self)
        self._printing.no_printer.connect(self._on_no_printer)
        self._printing.printed.connect(self._on_printed)
        self._printing.failed.connect(self._on_not_printed)
        groups = key.split("-")
        numbers = range(1, len(groups) + 1)
        asked = sorted(secrets.SystemRandom().sample(numbers, _ASKED))
        symbols = recovery_key.parse(key)
        self._fields = [_GroupField(number, symbols, theme) for number in asked]
        for field in self._fields:
            field.entered.connect(self.submit)
        self._trouble = Notice(Kind.STOP, "", "", theme)
        self._trouble.hide()
        self._done = Label("", theme, Role.CAPTION)
        self._done.hide()
        self._lay_out(_Paper(groups, name, today, theme))
        self.setFocusProxy(self._fields[0])

    @Slot()
    def submit(self) -> None:
        """Look at what is typed: emit ``read_back``, or say which group is another one."""
        for field in self._fields:
            if not field.matches:
                field.refuse()
                field.setFocus()
                return
        self.read_back.emit()

    def _lay_out(self, paper: QWidget) -> None:
        theme = self._theme
        px = theme.px
        prints = buttons.second(self.tr("Print…"), theme, icon="printer")
        prints.clicked.connect(self._on_print)
        saves = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        saves.clicked.connect(self._on_save)
        out = QHBoxLayout()
        out.setSpacing(px(8))
        out.addWidget(prints)
        out.addWidget(saves)
        out.addStretch(1)
        asked = QHBoxLayout()
        asked.setSpacing(px(24))
        for field in self._fields:
            asked.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(paper)
        column.addLayout(out)
        column.addWidget(self._done)
        column.addSpacing(px(4))
        column.addWidget(
            labels.body(
                self.tr("Type two groups from your paper, to be sure it can be read."), theme
            )
        )
        column.addLayout(asked)
        column.addWidget(self._trouble)

    @Slot()
    def _on_print(self) -> None:
        question = Question(
            self.tr("Print the recovery key?"),
            self.tr(
                "The page goes to this computer’s print service, which may send it over the "
                "network and keep a copy for a day. Writing the key down by hand leaves no copy."
            ),
            self._theme,
            verb=self.tr("Print…"),
            keep=self.tr("Write it by hand"),
            parent=self,
        )
        question.accepted.connect(self._on_print_anyway)
        question.open()

    @Slot()
    def _on_print_anyway(self) -> None:
        self._printing.ask(self._ways.lay_out(self._key))

    @Slot()
    def _on_no_printer(self) -> None:
        self._say_trouble(
            self.tr("This computer knows no printer"),
            self.tr("Copy the key by hand, or save a PDF and print it where there is one."),
        )

    @Slot()
    def _on_printed(self) -> None:
        self._say_done(self.tr("The page was handed to the printer."))

    @Slot()
    def _on_not_printed(self) -> None:
        self._say_trouble(
            self.tr("The page could not be printed"),
            self.tr("The key stands here as before. Try again, or copy it by hand."),
        )

    @Slot()
    def _on_save(self) -> None:
        proposed = paths.documents_folder() / "recovery-key.pdf"
        dialog = files.save_dialog(self, self.tr("Save the recovery key"), proposed, "pdf")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, file: str) -> None:
        try:
            self._ways.save(Path(file), self._key)
        except OSError:
            self._say_trouble(
                self.tr("The PDF could not be written there."),
                self.tr("Nothing was made. Choose another place, or copy the key by hand."),
            )
        else:
            self._say_done(
                self.tr("The PDF is there. It is not sealed: print it, then delete it for good.")
            )

    def _say_done(self, words: str) -> None:
        self._trouble.hide()
        self._done.setText(words)
        self._done.show()

    def _say_trouble(self, title: str, body: str) -> None:
        self._done.hide()
        self._trouble.set_words(title, body)
        self._trouble.show()


class _GroupField(QWidget):
    """A field for one group of the key."""

    entered = Signal()

    def __init__(self, number: int, symbols: str, theme: Theme) -> None:
        super().__init__()
        self._number = number
        self._symbols = symbols
        self._field = TextField(self.tr("Group {number}").format(number=number), theme, most=12)
        self._field.edited.connect(self._on_edited)
        self._field.entered.connect(self.entered)
        self._mark = IconMark("check", theme, colour="accent", stroke=2.25)
        self._matches = Label(self.tr("That matches"), theme, Role.LABEL, colour="accent")
        found = QHBoxLayout()
        found.setSpacing(theme.px(6))
        found.addWidget(self._mark)
        found.addWidget(self._matches, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._field)
        column.addLayout(found)
        self.setFocusProxy(self._field)
        self._show_match(matches=False)

    @property
    def matches(self) -> bool:
        """Whether what is typed is the group."""
        return recovery_key.is_group(self._field.text, self._number, self._symbols)

    def refuse(self) -> None:
        """Say that it is not the group."""
        self._field.set_error(
            self.tr("That is not group {number} of the key above.").format(number=self._number)
        )

    @Slot(str)
    def _on_edited(self, _typed: str) -> None:
        self._field.set_error("")
        self._show_match(matches=self.matches)

    def _show_match(self, *, matches: bool) -> None:
        self._mark.setVisible(matches)
        self._matches.setVisible(matches)


class _Paper(QFrame):
    """The key as it stands on paper: square corners, a number before each group."""

    def __init__(self, groups: Sequence[str], name: str, today: date, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("SessionDesk recovery key"), theme, Role.READOUT, weight=600))
        head.addStretch(1)
        day = wording.day_in_words(today, "d MMMM yyyy")
        head.addWidget(labels.caption(f"{name}, {day}", theme, wraps=False))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme.points(_GROUP_PIXELS))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(4))
        for place, group in enumerate(groups):
            row, side = divmod(place, 2)
            number = labels.caption(str(place + 1), theme, wraps=False)
            shown = QLabel(group)
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setFont(font)
            grid.addWidget(number, row, side * 2, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(shown, row, side * 2 + 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(18))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(Hairline(theme))
        column.addWidget(
            Label(
                self.tr(
                    "This key opens the journal without the passphrase. Keep the paper where you "
                    "keep a passport, not next to the computer."
                ),
                theme,
                Role.NOTICE,
                colour="ink2",
            )
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        painting.box(painter, QRectF(self.rect()), 2, fill=colour("card"), edge=colour("edge"))
        painter.end()
