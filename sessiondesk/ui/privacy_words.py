"""Where words of the journal could end up on this computer, and what is done about each place.

Every place is named, also where nothing can be done: a promise that leaves one out is worth
less than the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.offline_words import Fact

_WINDOWS: Final = "win32"
_MACOS: Final = "darwin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places that belong together.

    Attributes:
        title: What they have in common.
        facts: Each place, with what holds there.
    """

    title: str
    facts: Sequence[Fact]


def places(system: str, *, may_be_captured: bool) -> Sequence[Places]:
    """Return the places on this kind of system, besides what the guard enforces.

    Args:
        system: ``sys.platform``.
        may_be_captured: Whether the person lets recordings show the window, where it is up
            to them.
    """
    return (
        Places(title=_tr("On the disk"), facts=(*_files(), *_memory(system))),
        Places(
            title=_tr("On the screen"),
            facts=_screen(system, may_be_captured=may_be_captured),
        ),
        Places(title=_tr("What you take out"), facts=_outwards(system)),
        Places(title=_tr("What others can see"), facts=_from_outside(system)),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrivacyWords", text)


def _held(title: str, body: str) -> Fact:
    return Fact(title=title, body=body, holds=True)


def _told(title: str, body: str) -> Fact:
    return Fact(title=title, body=body, holds=False)


def _files() -> Sequence[Fact]:
    return (
        _held(
            _tr("The journal’s files: sealed"),
            _tr(
                "The journal, its search index, what is being typed, and every backup. No "
                "temporary file is made outside of the folder."
            ),
        ),
        _held(
            _tr("Settings outside the journal: nothing from it"),
            _tr(
                "How the window looks, and where the last journal is if you let it be offered. "
                "Your country and the numbers you put beside the crisis lines, for they are shown "
                "while the journal is locked. The dialogs for files remember folders, in the "
                "program’s own place."
            ),
        ),
        _held(
            _tr("Logs and error reports: none of your words"),
            _tr(
                "If the program makes a mistake it says where in its own code, and shows that "
                "to you. Nothing is sent."
            ),
        ),
    )


def _memory(system: str) -> Sequence[Fact]:
    if system in {_WINDOWS, _MACOS}:
        swap = _tr(
            "It cannot be prevented from here that the system moves memory to the disk while "
            "the journal is open. It is sealed there where the whole disk is: switch on "
            "{name}."
        ).format(name="BitLocker" if system == _WINDOWS else "FileVault")
    else:
        swap = _tr(
            "It cannot be prevented from here that the system moves memory to the disk while "
            "the journal is open, or all of it when the computer hibernates. It is sealed "
            "there where the whole disk is encrypted, its swap included."
        )
    return (
        _told(_tr("Memory that the system moves to the disk: told, not prevented"), swap),
        _held(
            _tr("After locking: gone"),
            _tr("The program is replaced by a fresh one, so that no word stays in its memory."),
        ),
    )


def _screen(system: str, *, may_be_captured: bool) -> Sequence[Fact]:
    if system == _WINDOWS and not may_be_captured:
        capture = _held(
            _tr("Screenshots and recordings: the window is left out"),
            _tr("Windows keeps it out of pictures and shared screens. Not yet tried by us."),
        )
    elif system == _WINDOWS:
        capture = _told(
            _tr("Screenshots and recordings: allowed by you"),
            _tr("Whatever records or shares the screen shows this window as well."),
        )
    else:
        capture = _told(
            _tr("Screenshots and recordings: cannot be prevented here"),
            _tr(
                "Anything that can record or share the screen can record this window. Lock it, "
                "or press F9, before you share the screen."
            ),
        )
    return (
        capture,
        _told(
            _tr("Small pictures in the task switcher: cannot be prevented here"),
            _tr("They show the window as it is. F9 covers it, Ctrl+L locks it."),
        ),
        _held(
            _tr("The window’s title and notifications: nothing of yours"),
            _tr("The title is the program’s name. There are no notifications."),
        ),
        _told(
            _tr("Screen readers hear the text"),
            _tr("They are meant to. So can other programs that ask the system for the same."),
        ),
    )


def _outwards(system: str) -> Sequence[Fact]:
    copied = {
        _WINDOWS: _tr(
            "Copied text is marked to be left out of histories and clouds, and is taken back at "
            "the lock. Other programs can read it until then."
        ),
        _MACOS: _tr(
            "Copied text is taken back at the lock. Until then other programs can read it, and "
            "histories of the clipboard may keep it: there is no mark for them to heed here."
        ),
    }.get(
        system,
        _tr(
            "Copied text is marked as secret, which kind histories of the clipboard heed, and "
            "is taken back at the lock. Other programs can read it until then, and on X11 also "
            "what is merely selected."
        ),
    )
    spool = {
        _WINDOWS: _tr("Windows may keep what was printed for a while, unsealed."),
        _MACOS: _tr("macOS may keep what was printed for a while, unsealed."),
    }.get(system, _tr("The print service may keep what was printed for a day, unsealed."))
    return (
        _told(_tr("The clipboard: cleared at the lock"), copied),
        _told(
            _tr("Files you save and export: not sealed"),
            _tr(
                "They say nothing of you in their names and can be read by your account only. "
                "File managers and search programs may make pictures and lists of them: delete "
                "them when they have served."
            ),
        ),
        _told(
            _tr("Printing: out of our hands"),
            _tr("{spool} It may also send it over the network.").format(spool=spool),
        ),
        _told(
            _tr("Keyboards that learn words: asked not to"),
            _tr(
                "The fields say that what is typed is private. Input methods that learn, and "
                "programs that correct spelling everywhere, may not listen."
            ),
        ),
    )


def _from_outside(system: str) -> Sequence[Fact]:
    copies = {
        _WINDOWS: _tr("File History, OneDrive and others may copy the folder."),
        _MACOS: _tr("Time Machine, iCloud and others may copy the folder."),
    }.get(system, _tr("Programs for backups and services that copy folders may copy it."))
    search = (
        _tr("The folder asks to be left out of it, and what is in it is noise to a search.")
        if system in {_WINDOWS, _MACOS}
        else _tr("What is in the folder is noise to a search. Exports are not.")
    )
    return (
        _told(
            _tr("That there is a journal: cannot be hidden"),
            _tr("Its folder’s name, its size and when it was used can be seen."),
        ),
        _told(
            _tr("Copies of the folder: sealed, with the keys they were made with"),
            _tr(
                "{copies} Such a copy opens with the passphrase and the recovery key of its "
                "day, also after you changed them here."
            ).format(copies=copies),
        ),
        _held(_tr("Search on this computer: finds nothing in the journal"), search),
        _told(
            _tr("Programs in your account, while the journal is open"),
            _tr(
                "Something that runs as you can watch the keys and the screen. Lock the journal "
                "when you do not use it."
            ),
        ),
    )
