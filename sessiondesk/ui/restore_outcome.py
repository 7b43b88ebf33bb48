"""What a backup is set beside before it is put in place, and what is said afterwards."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from sessiondesk.ui import wording_backups
from sessiondesk.ui.door_page import DoorStep, path_label
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from sessiondesk.vault.restoring import Restored, Unpacked


class ComparisonStep(DoorStep):
    """Shows what is in the backup beside what is there, and asks.

    Signals:
        wanted: The backup should be put in place.
        left: Everything should stay as it is.
    """

    wanted = Signal()
    left = Signal()

    def __init__(
        self, unpacked: "Unpacked", theme: Theme, *, is_there: bool, now: datetime
    ) -> None:
        """Compare.

        Args:
            unpacked: The backup, unpacked and whole, not in place yet.
            theme: The look in force.
            is_there: Whether a journal stands where it is to go.
            now: The moment.
        """
        super().__init__(self.tr("Put this backup in place?"), "", theme)
        made = wording_backups.when(unpacked.made_at, now)
        self.body.addWidget(
            Label(self._sentence(unpacked, is_there=is_there), theme, Role.READOUT)
        )
        backup = _Side(
            self.tr("This backup"),
            self.tr("Made {when}").format(when=made),
            _ends(unpacked.last_entry),
            wording_backups.entries(unpacked.rows),
            theme,
        )
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(backup, 1)
        if is_there:
            there = unpacked.last_entry_there
            row.addWidget(
                _Side(
                    self.tr("The journal that is there"),
                    self.tr("It is kept beside the restored one"),
                    _ends(there) if there else self.tr("It cannot be read, or is empty"),
                    "",
                    theme,
                ),
                1,
            )
        self.body.addLayout(row)
        if is_there:
            self.body.addWidget(
                labels.quiet(
                    self.tr(
                        "The journal that is there gets another name and stays as it is, with "
                        "everything in it. It can be opened like any other."
                    ),
                    theme,
                )
            )
        leave = buttons.plain(self.tr("Leave everything as it is"), theme)
        leave.clicked.connect(self.left)
        put = buttons.main(self.tr("Put it in place"), theme)
        put.clicked.connect(self.wanted)
        self.add_foot(leave, main=put)
        # Nothing is lost either way, but the safe answer is the one that changes nothing.
        self.first = leave

    def _sentence(self, unpacked: "Unpacked", *, is_there: bool) -> str:
        ends, there = unpacked.last_entry, unpacked.last_entry_there
        if not is_there:
            if ends is None:
                return self.tr("There are no entries in this backup.")
            return self.tr("This backup ends on {day}.").format(day=wording_backups.day(ends))
        if ends is None:
            return self.tr("There are no entries in this backup.")
        if there is None:
            return self.tr(
                "This backup ends on {day}; when the journal that is there ends cannot be told."
            ).format(day=wording_backups.day(ends))
        return self.tr(
            "This backup ends on {day}; the journal that is there ends on {there}."
        ).format(day=wording_backups.day(ends), there=wording_backups.day(there))


class RestoredStep(DoorStep):
    """Says that the backup is in place, and where the former journal is now.

    Signals:
        open_wanted: The restored journal should be opened.
    """

    open_wanted = Signal()

    def __init__(self, restored: "Restored", theme: Theme) -> None:
        super().__init__(
            self.tr("The backup is in place"),
            self.tr("The restored journal stands under the name that the journal had before.")
            if restored.before is not None
            else self.tr("The journal is ready to be opened."),
            theme,
        )
        if restored.before is not None:
            self.body.addWidget(labels.label(self.tr("The former journal is now here"), theme))
            self.body.addWidget(path_label(restored.before, theme))
        self.body.addWidget(labels.label(self.tr("The restored journal is here"), theme))
        self.body.addWidget(path_label(restored.folder, theme))
        forward = buttons.main(self.tr("Go to the journal"), theme)
        forward.clicked.connect(self.open_wanted)
        self.add_foot(main=forward)
        self.first = forward


class _Side(Card):
    """One of two journals that are compared."""

    def __init__(self, title: str, caption: str, ends: str, rows: str, theme: Theme) -> None:
        super().__init__(theme, is_sunken=True, padding=(18, 12))
        self.body.setSpacing(theme.px(2))
        self.body.addWidget(labels.group(title, theme))
        self.body.addWidget(Label(ends, theme, Role.LABEL))
        if rows:
            self.body.addWidget(labels.caption(rows, theme))
        self.body.addWidget(labels.caption(caption, theme))
        # The two are one as high as the other, with their words at the top.
        self.body.addStretch(1)


def _ends(last: date | None) -> str:
    if last is None:
        return _tr("No entries")
    return _tr("Ends on {day}").format(day=wording_backups.day(last))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ComparisonStep", text)
