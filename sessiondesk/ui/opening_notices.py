"""What opening the journal brought to light, and that a journal is made up, as notices."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.vault.healing import Notice as OpeningNotice


def of(opening: Iterable[OpeningNotice], theme: Theme, *, is_made_up: bool) -> Sequence[Notice]:
    """Return the notices to show over the pages, most important first."""
    shown = [_of_opening(each, theme) for each in opening]
    if is_made_up:
        shown.append(_made_up(theme))
    return shown


def _tr(text: str) -> str:
    return QCoreApplication.translate("OpeningNotices", text)


def _made_up(theme: Theme) -> Notice:
    return Notice(
        Kind.INFO,
        "",
        _tr("Made-up data: nobody wrote this. The passphrase is “made up data”."),
        theme,
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
        case OpeningNotice.KEY_FILE_HEALED:
            return _tr("A copy of the key file was missing or damaged"), _tr(
                "It was written again from the other one. Nothing was lost."
            )
        case OpeningNotice.KEY_FILE_NOT_HEALED:
            return _tr("A copy of the key file is missing or damaged"), _tr(
                "It could not be written again now; the next opening tries once more. The other "
                "copy opens the journal."
            )
        case OpeningNotice.DATABASE_HEALED:
            return _tr("The first bytes of the journal’s file were damaged"), _tr(
                "They were written again and nothing was lost. The disk may be failing: copy the "
                "journal’s folder to another drive."
            )
