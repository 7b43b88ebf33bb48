"""What stands in the window while the journal is closed: the way in, and nothing personal."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sessiondesk.ui.marks import NameLine
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.unlock_form import OpeningProgress, UnlockForm, keyboard_layout
from sessiondesk.ui.unlocking import Unlocking
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.page_frame import Scroll

if TYPE_CHECKING:
    from sessiondesk.store.errors import StoreError
    from sessiondesk.ui.widgets.notice import Notice
    from sessiondesk.vault.errors import VaultError

# Its time is when the journal was opened last.
LOCK_FILE: Final = "vault.lock"
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
    """

    folder: Path
    name: str
    last_opened: str = ""
    seconds: float | None = None
    is_locked: bool = False
    is_covered: bool = False


class UnlockView(QWidget):
    """Asks for the passphrase or the recovery key of one journal and opens it.

    Signals:
        opened: The open vault.
        other_wanted: Another journal should be chosen.
        offline_wanted: What keeps the program off the network should be shown.
    """

    opened = Signal(object)
    other_wanted = Signal()
    offline_wanted = Signal()

    def __init__(
        self,
        closed: Closed,
        theme: Theme,
        *,
        unlocking: Unlocking,
        offline: str,
        parent: QWidget | None = None,
    ) -> None:
        """Stand before ``closed``; ``offline`` is what is true about the network here."""
        super().__init__(parent)
        self._closed = closed
        self._theme = theme
        self._unlocking = unlocking
        unlocking.setParent(self)
        unlocking.opened.connect(self._on_opened)
        unlocking.failed.connect(self._on_failed)
        self._form = UnlockForm(theme, is_locked=closed.is_locked)
        self._form.entered.connect(self._on_entered)
        self._progress: OpeningProgress | None = None
        # The form and, in its place, the progress.
        self._place = QVBoxLayout()
        self._place.addWidget(self._form)
        self._trouble = QVBoxLayout()
        self._other = buttons.quiet(self.tr("Other journal…"), theme)
        self._other.clicked.connect(self.other_wanted)
        self._help = _Help(theme)
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
    def seconds(self) -> float:
        """How long the last opening took."""
        return self._unlocking.seconds

    def suggest(self, secret: str) -> None:
        """Put in the passphrase of a made-up journal, which is no secret."""
        self._form.set_suggestion(secret)

    def show_problem(self, error: "VaultError | StoreError") -> None:
        """Say why the journal cannot be opened."""
        self._on_failed(error)

    def cancel(self) -> None:
        """Throw away whatever comes of an attempt under way."""
        self._unlocking.cancel()

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
        return _centred(theme, NameLine(theme), 24, card, 16, self._help)

    def _locked(self) -> QWidget:
        theme = self._theme
        form = QWidget()
        form.setFixedWidth(theme.px(_CARD_WIDTH))
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._trouble)
        column.addLayout(self._place)
        return _centred(
            theme,
            IconMark("lock", theme, size=28),
            12,
            Label(self.tr("Locked"), theme, Role.TITLE, centred=True, wraps=False),
            0,
            Label(
                self.tr("Some words could not be written. They wait here, covered.")
                if self._closed.is_covered
                else self.tr("The journal is closed and sealed."),
                theme,
                Role.BODY_QUIET,
                centred=True,
                wraps=False,
            ),
            16,
            form,
            16,
            self._help,
        )

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
        self._unlocking.begin(self._closed.folder, secret, by_recovery_key=by_recovery_key)

    @Slot()
    def _on_cancelled(self) -> None:
        self._unlocking.cancel()
        self._back_to_form()

    @Slot(object)
    def _on_opened(self, vault: object) -> None:
        if self._progress is not None:
            self._progress.stop()
        self.opened.emit(vault)

    @Slot(object)
    def _on_failed(self, error: "VaultError | StoreError") -> None:
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
        notice = Notice(
            Kind.STOP, problem.happened, f"{problem.safe} {problem.advice}", self._theme
        )
        if vault_words.is_about_place(error):
            notice.add_action(self.tr("Where is the file?")).clicked.connect(self._on_where)
        self._forget_trouble()
        self._trouble.addWidget(notice)
        notice.show()
        notice.announce()

    @Slot()
    def _on_where(self) -> None:
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


class _Help(QWidget):
    """Opens, in place, whom to turn to; there for everyone, before any passphrase."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        button = buttons.quiet(self.tr("If you need someone now"), theme, icon="life-buoy")
        button.clicked.connect(self._on_clicked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._notice: Notice | None = None

    @Slot()
    def _on_clicked(self) -> None:
        if self._notice is not None:
            self._notice.setVisible(not self._notice.isVisible())
            self._bring_into_view()
            return
        from sessiondesk.ui.widgets.notice import Kind, Notice  # noqa: PLC0415 - as above

        self._notice = Notice(
            Kind.INFO,
            self.tr("Someone who can be with you now"),
            self.tr(
                "If you might act on thoughts of harming yourself, or do not feel sure you can "
                "stay safe, please call your local emergency number, or someone who can be with "
                "you now. You do not have to explain it well. This program is offline and tells "
                "nobody."
            ),
            self._theme,
        )
        self._notice.setFixedWidth(self._theme.px(_CARD_WIDTH))
        self._column.addWidget(self._notice)
        self._notice.show()
        self._notice.announce()
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        # After the layout: only then it is known where the words are.
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self._notice is not None:
            above.ensureWidgetVisible(self._notice)


def last_opened(folder: Path, now: datetime) -> str:
    """Return when the journal in ``folder`` was opened last, in words; empty if unknown."""
    try:
        moment = (folder / LOCK_FILE).stat().st_mtime
    except OSError:
        return ""
    return when_opened(datetime.fromtimestamp(moment).astimezone(), now)


def when_opened(moment: datetime, now: datetime) -> str:
    """Return "Last opened yesterday, 21:40"."""
    clock = f"{moment:%H:%M}"
    days = (now.date() - moment.date()).days
    if days == 0:
        return _tr("Last opened today, {clock}").format(clock=clock)
    if days == 1:
        return _tr("Last opened yesterday, {clock}").format(clock=clock)
    from sessiondesk.ui import wording  # noqa: PLC0415 - as above

    day = wording.day_in_words(moment.date(), "d MMMM yyyy")
    return _tr("Last opened {day}, {clock}").format(day=day, clock=clock)


def _tr(text: str) -> str:
    return QCoreApplication.translate("UnlockView", text)


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
