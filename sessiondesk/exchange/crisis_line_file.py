"""The list of crisis lines that comes with the program: ``resources/crisis_lines/``."""

from pathlib import Path

import msgspec

from sessiondesk.domain.crisis_line import CrisisLines


class CrisisLineFileError(Exception):
    """The list cannot be read. It belongs to the program; nothing of the person's is touched."""


def load(path: Path) -> CrisisLines:
    """Return the list kept in the file ``path``.

    Raises:
        CrisisLineFileError: The file is missing, or is not what it should be.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=CrisisLines)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CrisisLineFileError(path.name) from error
