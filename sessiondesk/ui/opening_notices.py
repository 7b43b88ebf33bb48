"""What opening the journal brought to light, and that a journal is made up, as notices."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui import wording
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.vault.healing import Notice as OpeningNotice

# Less may be a journey, or a clock that was set right by a little.
_BEHIND: Final = timedelta(days=1)


def of(
    opening: Iterable[OpeningNotice],
    theme: Theme,
    *,
    now: datetime,
    newest: datetime | None,
    is_made_up: bool,
) -> Sequence[Notice]:
    """Return the notices to show over the pages, most important first.

    Args:
        opening: What opening brought to light.
        theme: The look in force.
        now: The moment on this computer's clock.
        newest: When the newest record was made; None if there is none.
        is_made_up: Whether the journal is there to try the program with.
    """
    shown = [_of_opening(each, theme) for each in opening]
    if newest is not None and newest - now > _BEHIND:
        shown.append(_clock_behind(now, newest, theme))
    if is_made_up:
        shown.append(_made_up(theme))
    return shown


def damaged(theme: Theme) -> Notice:
    """Return the notice for a journal whose file turned out to be damaged while it is open."""
    return Notice(
        Kind.STOP,
        _tr("The journal’s file is damaged"),
        _tr(
            "So that nothing gets worse, nothing more is written to it. You can go on reading. "
            "What you are typing stays here, and is put aside when the journal locks."
        ),
        theme,
    )


def left_out(files: Iterable[str], theme: Theme) -> Notice:
    """Return the notice that questionnaires are missing, because their ``files`` are damaged."""
    return Notice(
        Kind.CARE,
        _tr("Some questionnaires cannot be shown"),
        _tr(
            "Files that come with SessionDesk are damaged: {files}. Your journal is whole, and "
            "your earlier results stay in it. Install SessionDesk again to bring them back."
        ).format(files=", ".join(files)),
        theme,
        can_close=True,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OpeningNotices", text)


def _made_up(theme: Theme) -> Notice:
    return Notice(
        Kind.INFO,
        "",
        _tr("Made-up data: nobody wrote this. The passphrase is “made up data”."),
        theme,
    )


def _clock_behind(now: datetime, newest: datetime, theme: Theme) -> Notice:
    format_ = "d MMMM yyyy"
    return Notice(
        Kind.CARE,
        _tr("This computer’s clock is behind your journal"),
        _tr(
            "It says {today}, and your last entry was made on {last}. Nothing is lost. If the "
            "clock is wrong, set it right before you write: entries are dated by it."
        ).format(
            today=wording.day_in_words(now.date(), format_),
            last=wording.day_in_words(newest.astimezone(now.tzinfo).date(), format_),
        ),
        theme,
        can_close=True,
    )


def _of_opening(notice: OpeningNotice, theme: Theme) -> Notice:
    kind = Kind.INFO if notice is OpeningNotice.KEY_FILE_HEALED else Kind.CARE
    title, body = _words(notice)
    # What stays true until something is done about it stays in view.
    can_close = notice not in {OpeningNotice.READ_ONLY_FOLDER, OpeningNotice.NO_ROOM}
    return Notice(kind, title, body, theme, can_close=can_close)


def _words(notice: OpeningNotice) -> tuple[str, str]:  # noqa: PLR0911 - a table
    match notice:
        case OpeningNotice.READ_ONLY_FOLDER:
            return _tr("This journal can be read, and nothing can be kept"), _tr(
                "Its folder cannot be written. Copy the whole folder to a place that may be "
                "written and open the copy."
            )
        case OpeningNotice.NO_ROOM:
            return _tr("This journal can be read, and nothing can be kept"), _tr(
                "There is no room left on the disk. Free some space, lock the journal and open "
                "it again."
            )
        case OpeningNotice.KEY_FILE_CHANGED_OUTSIDE:
            return _tr("The key file was changed outside SessionDesk"), _tr(
                "Your journal opened all the same, and the key file was written anew. If it was "
                "not you, someone had the journal’s folder in hand."
            )
        case OpeningNotice.OLDER_KEY_FILE:
            return _tr("An older key file was put back"), _tr(
                "Your journal opened all the same. If you changed the passphrase since, the one "
                "before may have opened it until now."
            )
        case OpeningNotice.KEY_CHANGE_FINISHED:
            return _tr("A change of your passphrase or recovery key is finished now"), _tr(
                "It had been interrupted, or a key file from before it was put back. From now on "
                "only the newer passphrase and recovery key open this journal."
            )
        case OpeningNotice.KEY_FILE_HEALED:
            return _tr("A copy of the key file was missing or damaged"), _tr(
                "It was written again from a whole copy of it. Nothing was lost."
            )
        case OpeningNotice.KEY_FILE_NOT_HEALED:
            return _tr("A copy of the key file is missing or damaged"), _tr(
                "It could not be written again now; the next opening tries once more. Another "
                "copy opens the journal."
            )
        case OpeningNotice.DATABASE_HEALED:
            return _tr("The first bytes of the journal’s file were damaged"), _tr(
                "They were written again and nothing was lost. The disk may be failing: copy the "
                "journal’s folder to another drive."
            )
