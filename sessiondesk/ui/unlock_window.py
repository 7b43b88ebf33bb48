"""What stands in the window while the journal is closed: the way in, and nothing personal."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.marks import NameLine
from sessiondesk.ui.need_someone import NeedSomeone
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.unlock_form import OpeningProgress, UnlockForm, keyboard_layout
from sessiondesk.ui.unlocking import Unlocking
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.page_frame import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sessiondesk.store.errors import StoreError
    from sessiondesk.ui.line_book import LineBook
    from sessiondesk.ui.widgets.notice import Notice
    from sessiondesk.vault.errors import VaultError

_CARD_WIDTH: Final = 464
_FIRST_GUESS_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The journal in front of the closed door.

    Attributes:
        folder: Where it is.
        name: What it is called on screen.
        last_opened: When it was opened last, in words; empty when not known or not wanted.
        seconds: How long the last opening took. None when not known.
        is_locked: Whether it was open a moment ago: then nothing personal is shown.
        is_covered: Whether some words could not be written and wait in memory.
        is_forgotten: Whether nothing of it can be left in the memory of this process.
    """

    folder: Path
    name: str
    last_opened: str = ""
    seconds: float | None = None
    is_locked: bool = False
    is_covered: bool = False
    is_forgotten: bool = False


class UnlockView(QWidget):
    """Asks for the passphrase or the recovery key of one journal and opens it.

    Signals:
        opened: The open vault.
        recovered: What the recovery key unsealed, and the key as it was typed; not open yet.
        repair_wanted: What was unsealed of a journal whose file is damaged.
        backup_wanted: The way back from a backup should be shown.
        finish_wanted: A restore that was cut off should be brought to its end.
        other_wanted: Another journal should be chosen.
        offline_wanted: What keeps the program off the network should be shown.
    """

    opened = Signal(object)
    recovered = Signal(object, str)
    repair_wanted = Signal(object)
    backup_wanted = Signal()
    finish_wanted = Signal()
    other_wanted = Signal()
    offline_wanted = Signal()

    def __init__(
        self,
        closed: Closed,
        theme: Theme,
        *,
        unlocking: Unlocking,
        offline: str,
        now: "Callable[[], datetime] | None" = None,
        make_book: "Callable[[], LineBook] | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        """Stand before a closed journal.

        Args:
            closed: The journal.
            theme: The look in force.
            unlocking: What opens it.
            offline: What is true about the network here.
            now: The clock; without it nothing is said of when a backup was made.
            make_book: Returns the crisis lines at hand; without it help is in words only.
            parent: The owner.
        """
        super().__init__(parent)
        self._closed = closed
        self._now = now
        self._theme = theme
        self._unlocking = unlocking
        unlocking.setParent(self)
        unlocking.opened.connect(self._on_opened)
        unlocking.proven.connect(self._on_proven)
        unlocking.failed.connect(self._on_failed)
        # The proof of a recovery key, for as long as it leads to a new passphrase.
        self._recovery_key = ""
        # Whether the file turned out to be damaged: then what opens it leads to the repair.
        self._is_damaged = False
        self._form = UnlockForm(theme, is_locked=closed.is_locked)
        self._form.entered.connect(self._on_entered)
        self._progress: OpeningProgress | None = None
        # The form and, in its place, the progress.
        self._place = QVBoxLayout()
        self._place.addWidget(self._form)
        self._trouble = QVBoxLayout()
        self._other = buttons.quiet(self.tr("Other journal…"), theme)
        self._other.clicked.connect(self.other_wanted)
        self._help = NeedSomeone(theme, make_book)
        self._from_backup = buttons.quiet(self.tr("Restore from a backup…"), theme, icon="archive")
        self._from_backup.clicked.connect(self.backup_wanted)
        offline_line = buttons.plain(offline, theme, icon="shield-check")
        offline_line.clicked.connect(self.offline_wanted)
        middle = self._locked() if closed.is_locked else self._framed()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(offline_line)
        foot.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, theme.px(12))
        page.addWidget(Scroll(middle, theme), 1)
        page.addLayout(foot)
        self.setFocusProxy(self._form)

    @property
    def folder(self) -> Path:
        """The journal that it stands before."""
        return self._closed.folder

    @property
    def is_locked(self) -> bool:
        """Whether the journal was open a moment ago, so that nothing personal is shown."""
        return self._closed.is_locked

    @property
    def unsealed(self) -> object | None:
        """What the last attempt unsealed, if it got so far."""
        return self._unlocking.unsealed

    @property
    def seconds(self) -> float:
        """How long the last opening took."""
        return self._unlocking.seconds

    def suggest(self, secret: str) -> None:
        """Put in the passphrase of a made-up journal, which is no secret."""
        self._form.set_suggestion(secret)

    def show_problem(
        self, error: "VaultError | StoreError", *, unsealed: object | None = None
    ) -> None:
        """Say why the journal cannot be opened.

        Args:
            error: Why.
            unsealed: What was unsealed before it failed: with it a damaged journal leads to
                the repair at once.
        """
        self._fail(error, unsealed)

    def give_up(self) -> None:
        """Throw away whatever comes of an attempt under way, and ask again."""
        if self._progress is not None:
            self._on_cancelled()

    def _framed(self) -> QWidget:
        theme = self._theme
        name = QVBoxLayout()
        name.setSpacing(0)
        name.addWidget(Label(self._closed.name, theme, Role.SUB_HEADLINE, max_lines=2))
        if self._closed.last_opened:
            name.addWidget(labels.caption(self._closed.last_opened, theme))
        head = QHBoxLayout()
        head.addLayout(name, 1)
        head.addWidget(self._other, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card(theme, padding=(28, 28))
        card.setFixedWidth(theme.px(_CARD_WIDTH))
        card.body.setSpacing(theme.px(16))
        card.body.addLayout(head)
        card.body.addWidget(Hairline(theme))
        card.body.addLayout(self._trouble)
        card.body.addLayout(self._place)
        return _centred(theme, NameLine(theme), 24, card, 16, self._from_backup, 4, self._help)

    def _locked(self) -> QWidget:
        theme = self._theme
        form = QWidget()
        form.setFixedWidth(theme.px(_CARD_WIDTH))
        # Here nothing leads away from the journal that was open.
        self._from_backup.setParent(form)
        self._from_backup.hide()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(self._trouble)
        column.addLayout(self._place)
        return _centred(
            theme,
            IconMark("lock", theme, size=28),
            12,
            Label(self.tr("Locked"), theme, Role.TITLE, centred=True, wraps=False),
            0,
            Label(self._state(), theme, Role.BODY_QUIET, centred=True, wraps=False),
            16,
            form,
            16,
            self._help,
        )

    def _state(self) -> str:
        if self._closed.is_covered:
            return self.tr("Some words could not be written. They wait here, covered.")
        if self._closed.is_forgotten:
            return self.tr("The journal is closed, and gone from this program’s memory.")
        return self.tr("The journal is closed and sealed.")

    @Slot(str, bool)
    def _on_entered(self, secret: str, by_recovery_key: bool) -> None:  # noqa: FBT001 - a slot
        self._forget_trouble()
        self._form.hide()
        self._progress = self._make_progress()
        self._place.addWidget(self._progress)
        self._progress.show()
        self._progress.setFocus()
        self._progress.start(self._closed.seconds or _FIRST_GUESS_SECONDS)
        self._other.setEnabled(False)
        leads_on = by_recovery_key and not self._closed.is_covered
        self._recovery_key = secret if leads_on else ""
        self._unlocking.begin(
            self._closed.folder,
            secret,
            by_recovery_key=by_recovery_key,
            opens=not leads_on and not self._is_damaged,
        )

    @Slot()
    def _on_cancelled(self) -> None:
        self._recovery_key = ""
        self._unlocking.cancel()
        self._back_to_form()

    @Slot(object)
    def _on_proven(self, unsealed: object) -> None:
        if self._progress is not None:
            self._progress.stop()
        recovery_key, self._recovery_key = self._recovery_key, ""
        if self._is_damaged:
            self.repair_wanted.emit(unsealed)
        else:
            self.recovered.emit(unsealed, recovery_key)

    @Slot(object)
    def _on_opened(self, vault: object) -> None:
        if self._progress is not None:
            self._progress.stop()
        self.opened.emit(vault)

    @Slot(object)
    def _on_failed(self, error: "VaultError | StoreError") -> None:
        self._fail(error, self._unlocking.unsealed)

    def _fail(self, error: "VaultError | StoreError", unsealed: object | None) -> None:
        # Only now: most starts end with the right passphrase, and all of them wait for imports.
        from sessiondesk.ui import vault_words  # noqa: PLC0415
        from sessiondesk.ui.widgets.notice import Kind, Notice  # noqa: PLC0415
        from sessiondesk.vault.errors import WrongPassphraseError  # noqa: PLC0415

        self._back_to_form()
        problem = vault_words.describe(error)
        if vault_words.is_about_secret(error):
            advice = problem.advice
            layout = keyboard_layout() if isinstance(error, WrongPassphraseError) else ""
            if layout:
                advice += " " + self.tr("The keyboard is now set to {layout}.").format(
                    layout=layout
                )
            if isinstance(error, WrongPassphraseError):
                advice += " " + self.tr("You can try as often as you like.")
            self._form.refuse(f"{problem.happened} {problem.safe}".strip(), advice)
            return
        self._forget_trouble()
        if vault_words.is_damage(error):
            if unsealed is not None:
                self.repair_wanted.emit(unsealed)
                return
            self._is_damaged = True
            self._form.set_verb(self.tr("Go on to repair"))
        said = [self._safe_in_backup(error), problem.safe]
        notice = Notice(
            Kind.STOP,
            problem.happened,
            " ".join(each for each in (*said, problem.advice) if each),
            self._theme,
        )
        if vault_words.is_mended_by_backup(error):
            backup = notice.add_action(self.tr("Open a backup…"))
            backup.clicked.connect(self.backup_wanted)
        if vault_words.is_about_place(error):
            notice.add_action(self.tr("Where is the file?")).clicked.connect(self._on_where)
        self._tell(notice)

    def offer_to_finish(self) -> None:
        """Say that a restore was cut off in the middle, and offer to bring it to its end."""
        from sessiondesk.ui.widgets.notice import Kind, Notice  # noqa: PLC0415 - as above

        notice = Notice(
            Kind.CARE,
            self.tr("Putting a journal in place was cut off"),
            self.tr(
                "The program or the computer stopped in the middle. Nothing was lost: the "
                "journal is there, whole, under another name, and only has to get its own back."
            ),
            self._theme,
        )
        notice.add_action(self.tr("Bring it to its end")).clicked.connect(self.finish_wanted)
        self._form.setEnabled(False)
        self._tell(notice)

    def _safe_in_backup(self, error: Exception) -> str:
        from sessiondesk.ui import vault_words  # noqa: PLC0415 - as above

        if self._now is None or self._closed.is_locked:
            # On the lock screen stands nothing personal.
            return ""
        return vault_words.safe_in_backup(error, self._closed.folder, self._now())

    def _tell(self, notice: "Notice") -> None:
        self._forget_trouble()
        self._trouble.addWidget(notice)
        notice.show()
        notice.announce()

    @Slot()
    def _on_where(self) -> None:
        if self._trouble.count() > 1:
            return  # said already
        place = Label(str(self._closed.folder), self._theme, Role.NOTICE)
        self._trouble.addWidget(place)
        place.show()

    def _make_progress(self) -> OpeningProgress:
        progress = OpeningProgress(
            self.tr("Opening your journal"),
            self.tr(
                "This takes a moment on purpose: it makes guessing the passphrase slow for "
                "anyone else."
            ),
            self._theme,
        )
        progress.cancelled.connect(self._on_cancelled)
        return progress

    def _back_to_form(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None
        self._other.setEnabled(True)
        self._form.show()
        self._form.setFocus()

    def _forget_trouble(self) -> None:
        while (item := self._trouble.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()


def _centred(theme: Theme, *parts: QWidget | int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(20))
    column.setSpacing(0)
    column.addStretch(1)
    for part in parts:
        if isinstance(part, int):
            column.addSpacing(theme.px(part))
        else:
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    return page
