"""What strace tells of a process: its calls for files, one after the other, with every byte."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Calls after which a disk may hold something else than before.
CHANGES = (
    *("creat", "open", "openat", "openat2"),
    *("write", "pwrite64", "writev", "pwritev", "pwritev2"),
    *("sendfile", "copy_file_range", "splice", "fallocate"),
    *("truncate", "ftruncate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
    *("chmod", "fchmod", "fchmodat"),
)
# Calls after which it promises to keep what it holds.
PROMISES = ("fsync", "fdatasync", "sync", "syncfs", "sync_file_range", "msync")
# Calls that change nothing, but can fail.
OTHERS = ("read", "pread64", "close", "flock")
# Nor can these do harm; they tell where the next bytes go.
PLACES = ("lseek",)
# A shared mapping is a way round all of these.
MAPPINGS = ("mmap",)
WATCHED = (*CHANGES, *PROMISES, *OTHERS, *PLACES, *MAPPINGS)

_LINE = re.compile(r"(?P<thread>\d+) +(?P<name>\w+)\((?P<rest>.*)\) += (?P<result>-?\d+|\?)")
_BEGUN = re.compile(r"(?P<thread>\d+) +(?P<begun>\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(?P<thread>\d+) +<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PLACE = re.compile(r"(?P<number>-?\d+|AT_FDCWD)<(?P<path>[^>]*)>")


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of a process.

    Attributes:
        name: Of the call.
        ordinal: Its number among the calls with this name, from 1.
        arguments: As strace writes them, with every text in hexadecimal.
        result: What it returned; None if the process did not see the end of it.
        is_hit: Whether strace made it fail.
    """

    name: str
    ordinal: int
    arguments: Sequence[str] = field(repr=False)
    result: int | None
    is_hit: bool = False

    @property
    def paths(self) -> Sequence[Path]:
        """The paths it names, by a descriptor or in letters."""
        found: list[Path] = []
        folder = Path("/")
        # Of a call that moves bytes, the text is not a path.
        moves_bytes = self.name in {"write", "pwrite64", "writev", "pwritev", "read", "pread64"}
        for argument in self.arguments:
            place = _PLACE.fullmatch(argument)
            if place:
                folder = Path(_plain(place["path"]).decode("utf-8", "surrogateescape"))
                if place["number"] != "AT_FDCWD":
                    found.append(folder)
            elif argument.startswith('"') and not moves_bytes:
                found.append(folder / text_of(argument).decode("utf-8", "surrogateescape"))
        return found

    @property
    def descriptor(self) -> int | None:
        """The descriptor it begins with, if it does."""
        place = _PLACE.fullmatch(self.arguments[0]) if self.arguments else None
        return int(place["number"]) if place and place["number"] != "AT_FDCWD" else None


def text_of(argument: str) -> bytes:
    """Return the bytes of an argument in quotation marks."""
    text = _TEXT.fullmatch(argument)
    if text is None:
        raise ValueError("strace did not write all of it down")
    return _plain(text[1])


def read(log: Path) -> Sequence[Call]:
    """Return the calls in ``log``, in the order in which they ended."""
    return list(_calls(log.read_text("ascii").splitlines()))


def _calls(lines: Sequence[str]) -> Iterator[Call]:
    begun: dict[str, str] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for line in lines:
        halted = _BEGUN.match(line)
        if halted:
            begun[halted["thread"]] = halted["begun"]
            continue
        resumed = _RESUMED.match(line)
        whole = line
        if resumed:
            whole = f"{resumed['thread']} {begun.pop(resumed['thread'])}{resumed['rest']}"
        found = _LINE.match(whole)
        if found is None:
            if "+++" in line or "---" in line:
                continue
            raise ValueError(f"strace writes a line of another form: {line[:60]}")
        seen[found["thread"], found["name"]] += 1
        yield Call(
            name=found["name"],
            ordinal=seen[found["thread"], found["name"]],
            arguments=_split(found["rest"]),
            result=None if found["result"] == "?" else int(found["result"]),
            is_hit="(INJECTED)" in whole,
        )
    for thread, call in begun.items():
        # The process was ended in the middle of it.
        name, _, arguments = call.partition("(")
        seen[thread, name] += 1
        yield Call(name=name, ordinal=seen[thread, name], arguments=_split(arguments), result=None)


def _split(arguments: str) -> Sequence[str]:
    # Every text is in hexadecimal, so no comma in it can be taken for one between arguments.
    depth, begin, found = 0, 0, []
    for place, character in enumerate(arguments):
        depth += (character in "[{") - (character in "]}")
        if character == "," and depth == 0:
            found.append(arguments[begin:place].strip())
            begin = place + 1
    return [*found, arguments[begin:].strip()]


def _plain(hexadecimal: str) -> bytes:
    if "\\x" not in hexadecimal:
        return hexadecimal.encode()
    return bytes.fromhex(hexadecimal.replace("\\x", " "))
