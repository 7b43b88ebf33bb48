"""The composition root of the window: the one module that knows all the others.

What is slow to import is imported when it is needed: the window asks for the passphrase
before the database, the journal and the pages are in memory.
"""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sessiondesk import paths, preferences
from sessiondesk.guard import Enforced, relaunch
from sessiondesk.guard.hardening import Refusal, is_allowed_platform
from sessiondesk.guard.relaunch import Return
from sessiondesk.ui import offline_words, system_signals
from sessiondesk.ui.collector import Collector
from sessiondesk.ui.marks import PROGRAM
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.shell import Shell
from sessiondesk.ui.system_signals import SystemSignals
from sessiondesk.ui.theme import STYLE, STYLE_VARIABLE
from sessiondesk.ui.unlocking import Doors

if TYPE_CHECKING:
    from sessiondesk.ui.closed_door import ClosedDoor
    from sessiondesk.ui.desk import Desk
    from sessiondesk.ui.first_run import FirstRunView
    from sessiondesk.ui.jobs import Jobs
    from sessiondesk.ui.paper.marks import Page
    from sessiondesk.ui.recovery_paper import PaperWays
    from sessiondesk.vault.creating import NewVault
    from sessiondesk.vault.opened import OpenVault
    from sessiondesk.vault.opening import Unsealed


def main(
    argv: Sequence[str],
    *,
    enforced: Enforced,
    folder: Path | None = None,
    back: Return | None = None,
    preferences_path: Path | None = None,
) -> int:
    """Open the window and stay until it is closed.

    Args:
        argv: The command line; Qt is given the program's name and nothing else, for it has
            options that would show the window to others.
        enforced: What the guard found to hold for this process.
        folder: The journal to open; None offers the last one, or to make one.
        back: How the window comes up again after it locked; None at an ordinary start.
        preferences_path: Where the preferences are; None is the usual place.

    Returns:
        The exit code.
    """
    if enforced.refusal is not None:
        sys.exit(offline_words.refusal(enforced.refusal))
    at = preferences_path or preferences.default_path()
    # Qt's own file dialog remembers folder names: beside our preferences, not in its own place.
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(at.parent))
    qInstallMessageHandler(_drop_until_up)
    os.environ[STYLE_VARIABLE] = STYLE
    application = QApplication([argv[0]])
    qInstallMessageHandler(_drop)
    if not is_allowed_platform(QGuiApplication.platformName()):
        sys.exit(f"{PROGRAM} draws on this computer's own screen only. Nothing was opened.")
    application.setApplicationName(PROGRAM)
    application.setQuitOnLastWindowClosed(False)
    shell = make_shell(
        application,
        enforced=enforced,
        preferences_path=at,
        now=_now,
        relaunch=_relaunch,
        listen=system_signals.listen,
    )
    sys.excepthook = shell.report
    shell.start(folder, back=back)
    QTimer.singleShot(0, Collector(shell.jobs, application).start)
    code = application.exec()
    shell.end()
    return code


def make_shell(
    application: QApplication,
    *,
    enforced: Enforced,
    preferences_path: Path,
    now: Callable[[], datetime],
    documents: Path | None = None,
    aside: Path | None = None,
    seconds: Callable[[], float] | None = None,
    relaunch: Callable[[Return], None] | None = None,
    listen: Callable[[int, QObject], SystemSignals] | None = None,
) -> Shell:
    """Put the window together, without showing it.

    Args:
        application: The one Qt application.
        enforced: What the guard found to hold.
        preferences_path: Where the preferences are read and kept.
        now: The clock: aware, on the person's own wall clock.
        documents: Where new journals are offered to live; None is the usual place.
        aside: Where words are put that a journal's disk does not take; None is the usual
            place.
        seconds: A clock for idleness that knows of sleep; None is the computer's own.
        relaunch: Puts a fresh process in the place of this one; None locks within it.
        listen: Listens to the system for signs that the person is away; None to nothing.
    """
    aside = aside or paths.state_folder()
    documents = documents or paths.documents_folder()
    parts = Parts(
        doors=Doors(unseal=_unseal, open_vault=partial(_open_vault, now)),
        cover=Doors(unseal=_prove, open_vault=_pass_on),
        make_first_run=partial(_make_first_run, now, documents),
        make_desk=partial(_make_desk, now, aside),
        find_vault=_find_vault,
        warm_up=_warm_up,
        made_up_passphrase=_made_up_passphrase,
        documents=documents,
        aside=aside,
        relaunch=relaunch,
        listen=listen,
    )
    return Shell(
        application,
        parts,
        enforced=enforced,
        preferences_path=preferences_path,
        now=now,
        seconds=seconds,
    )


def _relaunch(back: Return) -> None:
    relaunch.replace(back.words())


def _now() -> datetime:
    return datetime.now().astimezone()


def _drop(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """Keep Qt's messages off the log of the desktop: they may quote what is on screen."""


def _drop_until_up(kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """Say in words what Qt would abort for: the screen that is named does not answer."""
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(f"{offline_words.refusal(Refusal.NO_SCREEN)}\n")
        sys.stderr.flush()
        os._exit(1)


def _zone() -> str:
    from PySide6.QtCore import QTimeZone

    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii")


def _warm_up() -> None:
    for name in (
        "sessiondesk.vault.opening",
        "sessiondesk.journal.program_files",
        "sessiondesk.journal",
        "sessiondesk.ui.main_window",
        "sessiondesk.ui.page_maker",
        "sessiondesk.ui.pages.today_page",
        "sessiondesk.ui.background_check",
        "sessiondesk.ui.copy_elsewhere",
        "sessiondesk.ui.desk",
        "sessiondesk.ui.rescued_words",
        "sessiondesk.vault.backup_state",
    ):
        importlib.import_module(name)


# Into a vault.


def _unseal(folder: Path, secret: str, by_recovery_key: bool) -> "Unsealed":  # noqa: FBT001
    from sessiondesk.vault import opening

    kind = opening.SlotKind.RECOVERY if by_recovery_key else opening.SlotKind.PASSPHRASE
    return opening.unseal(folder, secret, kind)


def _open_vault(now: Callable[[], datetime], unsealed: "Unsealed") -> "OpenVault":
    from sessiondesk.vault import opening

    return opening.open_vault(unsealed, now=now())


def _pass_on(proven: None) -> None:
    """Open nothing: it is open already."""
    return proven


def _prove(folder: Path, secret: str, by_recovery_key: bool) -> None:  # noqa: FBT001
    """Prove a secret for a vault that is open in this process, by its key file alone.

    Raises:
        VaultError: It is not the one, or was mistyped.
    """
    from sessiondesk.vault import key_file, passphrase, recovery_key
    from sessiondesk.vault.errors import WrongPassphraseError, WrongRecoveryKeyError
    from sessiondesk.vault.key_slots import SlotKind, unwrap

    if by_recovery_key:
        kind, plain = SlotKind.RECOVERY, recovery_key.parse(secret).encode("ascii")
    else:
        kind, plain = SlotKind.PASSPHRASE, passphrase.normalised(secret)
    for copy in key_file.read_copies(folder):
        found = copy.key_file
        if found is not None and any(
            slot.kind is kind and unwrap(slot, plain, found.vault_id) is not None
            for slot in found.slots
        ):
            return
    raise WrongRecoveryKeyError if by_recovery_key else WrongPassphraseError


def _find_vault(path: Path) -> Path:
    from sessiondesk.vault import layout

    return layout.find(path)


def _make_desk(
    now: Callable[[], datetime], aside: Path, shell: Shell, vault: "OpenVault"
) -> "Desk":
    from sessiondesk.journal import Journal, program_files
    from sessiondesk.ui import opening_notices, rescued_words
    from sessiondesk.ui.background_check import BackgroundCheck
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.copy_elsewhere import CopyElsewhere
    from sessiondesk.ui.desk import Desk
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.ui.page_maker import PageMaker

    ours = program_files.load(paths.resources())
    # Before the pages look for drafts.
    rescued = vault.bring_back(aside, join=rescued_words.join)
    journal = Journal(
        vault.db,
        now=now,
        zone=_zone(),
        prompts=ours.prompts,
        instruments=ours.instruments,
        is_read_only=vault.is_read_only,
        ground=vault,
    )
    shell.theme.set_distinguish_by_pattern(journal.settings.value.lines_by_pattern)
    keeper = BackupKeeper(vault, journal, shell.jobs, now=now, parent=journal)
    maker = PageMaker(
        journal,
        vault,
        ours.prompts,
        shell,
        keeper=keeper,
        now=now,
        paper=_paper_ways(now, shell.jobs),
    )
    view = MainView(
        journal,
        shell.theme,
        make_page=maker.make,
        enforced=shell.enforced,
        openers=ours.prompts.openers,
        notices=vault.notices,
    )
    copying = CopyElsewhere(keeper, unsaved=view.unsaved, say=view.say, parent=view)
    view.copy_wanted.connect(copying.ask)
    if ours.damaged:
        view.tell(opening_notices.left_out(ours.damaged, shell.theme))
    for notice in rescued_words.notices(rescued, shell.theme):
        view.tell(notice)
    check = BackgroundCheck(vault, shell.jobs, now=now, parent=journal)
    check.damaged.connect(journal.stop_writing)
    keeper.failed.connect(check.look_after)
    check.start_later()
    return Desk(vault=vault, journal=journal, view=view, keeper=keeper)


# A first journal.


def _make_first_run(
    now: Callable[[], datetime], documents: Path, door: "ClosedDoor"
) -> "FirstRunView":
    from sessiondesk import demo
    from sessiondesk.ui.first_run import FirstRunView, Making
    from sessiondesk.vault import creating, layout

    making = Making(
        refuse_place=creating.refuse_place,
        prepare=creating.prepare,
        write=partial(_write, now),
        make_up=partial(_make_up, now),
        paper=_paper_ways(now, door.jobs),
    )
    return FirstRunView(
        door.theme,
        door.jobs,
        making=making,
        documents=documents,
        made_up=documents / f"{demo.FOLDER_NAME}{layout.SUFFIX}",
        today=now().date(),
        offline=offline_words.in_a_line(door.enforced),
    )


def _made_up_passphrase() -> str:
    from sessiondesk import demo

    return demo.PASSPHRASE


def _write(now: Callable[[], datetime], folder: Path, new: "NewVault") -> "OpenVault":
    from sessiondesk.vault import creating

    return creating.write(folder, new, now=now())


def _paper_ways(now: Callable[[], datetime], jobs: "Jobs") -> "PaperWays":
    from sessiondesk.ui.print_service import PrintService
    from sessiondesk.ui.recovery_paper import PaperWays

    return PaperWays(
        save=partial(_save_page, now),
        lay_out=partial(_recovery_page, now),
        printing=partial(PrintService, jobs),
    )


def _recovery_page(now: Callable[[], datetime], key: str) -> "Sequence[Page]":
    from sessiondesk.ui.paper import recovery_page

    return recovery_page.lay_out(key, on=now().date())


def _save_page(now: Callable[[], datetime], path: Path, key: str) -> None:
    from sessiondesk.ui.paper import pdf, recovery_page

    pages = _recovery_page(now, key)
    pdf.write_pdf(path, pdf.make_pdf(pages, title=recovery_page.title(), on=now().date()))


def _make_up(now: Callable[[], datetime], folder: Path) -> None:
    """Make the journal to try the program with; runs beside the window, on its own."""
    from sessiondesk import demo
    from sessiondesk.journal import Journal, program_files
    from sessiondesk.vault import creating

    # Under another name until it is whole: what has its own name is complete.
    part = folder.with_name(f".{folder.name}.part")
    with creating.write(part, creating.prepare(demo.PASSPHRASE), now=now()) as vault:
        ours = program_files.load(paths.resources())
        journal = Journal(
            vault.db,
            now=now,
            zone=_zone(),
            prompts=ours.prompts,
            instruments=ours.instruments,
        )
        demo.fill(journal, today=journal.today())
        journal.close()
    part.rename(folder)
