"""The file of prompts that comes with the program: ``resources/prompts/<language>.json``."""

from pathlib import Path

import msgspec

from sessiondesk.domain.prompts import Prompts


class PromptFileError(Exception):
    """The file of prompts cannot be read.

    Nothing of the person's is touched: the file belongs to the program, and installing the
    program again brings it back.

    Attributes:
        path: The file.
        problem: What is wrong, and where in the file.
    """

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path.name}: {problem}")
        self.path = path
        self.problem = problem


def load(path: Path) -> Prompts:
    """Return the prompts kept in the file ``path``.

    Raises:
        PromptFileError: The file is missing, or is not what it should be; the problem names
            the place, such as ``$.scales[0].better``.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Prompts)
    except OSError as error:
        raise PromptFileError(path, "The file cannot be opened.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PromptFileError(path, str(error)) from error
