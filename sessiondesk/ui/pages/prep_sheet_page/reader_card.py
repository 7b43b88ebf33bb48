"""For whom the page is, and which page: what was chosen for each reader is remembered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.sheet_preset import Audience
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import FlowLayout
from sessiondesk.ui.widgets.segmented import Segmented


class ReaderCard(Card):
    """Therapist, doctor or myself; prep sheet or diary card; and back to how it was made.

    Signals:
        reader_picked: The value of an ``Audience``.
        layout_picked: The value of a ``SheetLayout``.
        default_wanted: The page should be as it was made for this reader.
    """

    reader_picked = Signal(object)
    layout_picked = Signal(object)
    default_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 12), parent=parent)
        self._theme = theme
        self._reader = Segmented(
            self.tr("Who reads it"),
            [
                (Audience.THERAPIST.value, self.tr("Therapist")),
                (Audience.DOCTOR.value, self.tr("Doctor")),
                (Audience.MYSELF.value, self.tr("Myself")),
            ],
            theme,
            value=Audience.THERAPIST.value,
        )
        self._layout = Segmented(
            self.tr("Which page"),
            [
                (SheetLayout.SHEET.value, self.tr("Prep sheet")),
                (SheetLayout.CARD.value, self.tr("Diary card")),
            ],
            theme,
            value=SheetLayout.SHEET.value,
        )
        self._default = buttons.quiet(self.tr("As it was made"), theme)
        self._default.set_height(32)
        self._default.set_flush()
        who = QHBoxLayout()
        who.addWidget(self._reader)
        who.addStretch(1)
        # With large text in a narrow window the way back stands in a line of its own.
        which = FlowLayout(spacing=theme.px(8))
        which.addWidget(self._layout)
        which.addWidget(self._default)
        self.body.setSpacing(theme.px(8))
        self.body.addLayout(who)
        self.body.addLayout(which)
        self._reader.picked.connect(self.reader_picked)
        self._layout.picked.connect(self.layout_picked)
        self._default.clicked.connect(self.default_wanted)

    def show_choice(self, audience: Audience, layout: SheetLayout, *, is_default: bool) -> None:
        """Show what is in force, and offer the way back where something was changed."""
        self._reader.value = audience.value
        self._layout.value = layout.value
        spoken = {
            Audience.THERAPIST: self.tr("As it was made for a therapist"),
            Audience.DOCTOR: self.tr("As it was made for a doctor"),
            Audience.MYSELF: self.tr("As it was made for myself"),
        }[audience]
        self._default.setAccessibleName(spoken)
        self._default.setToolTip(spoken)
        self._default.setVisible(not is_default)
