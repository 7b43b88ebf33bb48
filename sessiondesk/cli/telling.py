"""What the command line says, and where: answers to standard output, the rest to the other."""

import sys


def prepare() -> None:
    """Make any text sayable, also where the terminal knows few characters."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """Put one line, or several, into the answer."""
    sys.stdout.write(f"{text}\n")


def remark(text: str) -> None:
    """Say something beside the answer."""
    sys.stderr.write(f"{text}\n")


def hand_over(document: bytes) -> None:
    """Put a document into the answer byte for byte, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(document)
    sys.stdout.flush()
