"""First run, step one: what the journal is called and where it lives."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk import paths
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files, vault_words
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.pick_card import PickCard
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.vault.errors import VaultError

SUFFIX: Final = ".sdesk"
_DOCUMENTS, _ELSEWHERE = 0, 1
# What one of the three systems refuses in a name: a journal may travel on a stick.
_REFUSED_IN_NAMES: Final = frozenset('/\\:*?"<>|')


class PlaceStep(QWidget):
    """Asks for a name and a folder.

    Signals:
        chosen: The folder that the journal should become.
        existing_wanted: A journal that is there already should be opened.
    """

    chosen = Signal(object)
    existing_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        documents: Path,
        refuse_place: Callable[[Path], None],
        parent: QWidget | None = None,
    ) -> None:
        """Ask; ``refuse_place`` raises when no journal can be made in a folder."""
        super().__init__(parent)
        self._theme = theme
        self._documents = documents
        self._elsewhere: Path | None = None
        self._refuse_place = refuse_place
        self._name = TextField(
            self.tr("Name, shown before you unlock"),
            theme,
            text=_free_name(documents, self.tr("My journal")),
            help_text=self.tr("Choose something you would not mind on a shared screen."),
            most=100,
        )
        self._name.edited.connect(self._on_edited)
        self._name.entered.connect(self._on_continue)
        self._in_documents = PickCard(self.tr("In Documents"), theme, shows_mark=True)
        self._in_documents_caption = _dress(
            self._in_documents, theme, "folder", self.tr("Documents")
        )
        self._in_place = PickCard(self.tr("In another place"), theme, shows_mark=True)
        self._in_place_caption = _dress(
            self._in_place, theme, "hard-drive", self.tr("Another place…")
        )
        self._places = QButtonGroup(self)
        self._places.addButton(self._in_documents, _DOCUMENTS)
        self._places.addButton(self._in_place, _ELSEWHERE)
        self._places.idClicked.connect(self._on_place)
        self._in_documents.setChecked(True)
        self._cloud = Notice(
            Kind.CARE,
            self.tr("Is this folder copied to a cloud service?"),
            "",
            theme,
            icon="cloud",
        )
        self._trouble = Notice(Kind.STOP, "", "", theme)
        self._trouble.hide()
        existing = buttons.quiet(self.tr("Open an existing journal…"), theme, icon="folder-open")
        existing.clicked.connect(self.existing_wanted)
        forward = buttons.main(self.tr("Continue to passphrase"), theme)
        forward.clicked.connect(self._on_continue)
        foot = QHBoxLayout()
        foot.addWidget(existing)
        foot.addStretch(1)
        foot.addWidget(forward)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(self.tr("Start a journal"), theme, Role.HEADLINE))
        column.addWidget(
            labels.quiet(
                self.tr("One sealed folder on this computer. No account, no cloud, no network."),
                theme,
            )
        )
        column.addSpacing(theme.px(8))
        column.addWidget(self._name)
        column.addSpacing(theme.px(4))
        column.addWidget(labels.label(self.tr("Where to keep it"), theme))
        column.addWidget(self._in_documents)
        column.addWidget(self._in_place)
        column.addSpacing(theme.px(4))
        column.addWidget(self._cloud)
        column.addWidget(self._trouble)
        column.addSpacing(theme.px(4))
        column.addLayout(foot)
        self.setFocusProxy(self._name)
        self._say_place()

    @property
    def folder(self) -> Path:
        """The folder that the journal will become, as things stand."""
        parent = self._documents
        if self._places.checkedId() == _ELSEWHERE and self._elsewhere is not None:
            parent = self._elsewhere
        return parent / f"{self._name.text.strip()}{SUFFIX}"

    def show_problem(self, error: VaultError | StoreError) -> None:
        """Say why no journal can be made there."""
        problem = vault_words.describe(error)
        self._trouble.set_words(problem.happened, f"{problem.safe} {problem.advice}")
        self._trouble.show()

    @Slot()
    def _on_edited(self) -> None:
        self._name.set_error("")
        self._say_place()

    @Slot(int)
    def _on_place(self, place: int) -> None:
        if place == _ELSEWHERE:
            dialog = files.folder_dialog(self, self.tr("Where to keep it"), self._documents)
            dialog.fileSelected.connect(self._on_elsewhere)
            dialog.rejected.connect(self._on_no_place)
            dialog.open()
        self._say_place()

    @Slot(str)
    def _on_elsewhere(self, folder: str) -> None:
        self._elsewhere = Path(folder)
        self._say_place()

    @Slot()
    def _on_no_place(self) -> None:
        if self._elsewhere is None:
            self._in_documents.setChecked(True)
        self._say_place()

    @Slot()
    def _on_continue(self) -> None:
        self._trouble.hide()
        name = self._name.text.strip()
        if not name or name.startswith("."):
            self._name.set_error(self.tr("The journal needs a name that begins with a letter."))
            self._name.setFocus()
            return
        refused = sorted(_REFUSED_IN_NAMES.intersection(name))
        if refused:
            self._name.set_error(
                self.tr("A folder’s name cannot hold {characters}").format(
                    characters=" ".join(refused)
                )
            )
            self._name.setFocus()
            return
        try:
            self._refuse_place(self.folder)
        except (VaultError, StoreError) as error:
            self.show_problem(error)
        else:
            self.chosen.emit(self.folder)

    def _say_place(self) -> None:
        self._trouble.hide()
        named = f"{self._name.text.strip()}{SUFFIX}"
        self._in_documents_caption.setText(
            self.tr("{name} in your Documents folder").format(name=named)
        )
        self._in_place_caption.setText(
            self.tr("For example a USB stick kept in a drawer")
            if self._elsewhere is None
            else str(self._elsewhere / named)
        )
        service = paths.looks_synchronised(self.folder)
        if service is not None:
            self._cloud.set_words(
                self.tr("This folder is copied elsewhere by {service}").format(service=service),
                self.tr(
                    "The journal stays sealed, but copies of it leave this computer. You can "
                    "pick another place."
                ),
            )
            self._cloud.show()
        elif self._places.checkedId() == _DOCUMENTS:
            self._cloud.set_words(
                self.tr("Is this folder copied to a cloud service?"),
                self.tr(
                    "Documents folders often are. The journal stays sealed, but a copy would "
                    "leave this computer. You can pick another place."
                ),
            )
            self._cloud.show()
        else:
            self._cloud.hide()


def _dress(card: PickCard, theme: Theme, icon: str, title: str) -> Label:
    """Fill a card with an icon, a title and a caption, and return the caption."""
    caption = Label("", theme, Role.NOTICE, colour="ink2")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(title, theme, Role.LABEL, weight=600))
    words.addWidget(caption)
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(IconMark(icon, theme, size=22), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return caption


def _free_name(folder: Path, name: str) -> str:
    """Return ``name``, with a number if there is something of that name in ``folder``."""
    number, free = 1, name
    while (folder / f"{free}{SUFFIX}").exists():
        number += 1
        free = f"{name} {number}"
    return free
