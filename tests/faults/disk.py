"""A disk that loses its power: what may stand on it then, by the least that it promised.

It is told every call that changes something in a folder. What was written and not yet
promised by fsync may be there after the cut or not: each sector, each length of a file and
each name in a folder for itself, in whatever order. Only the names in one folder come to be
in the order in which they were made, as on every file system with a journal of its own.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

from tests.faults import calls
from tests.faults.calls import CHANGES, PROMISES, Call
from tests.faults.injector import is_in, marked

SECTOR = 512
BLOCK = 4096
# Shared between processes by memory, rebuilt by the first that opens the database.
SHARED_MEMORY = "-shm"


class Cut(Enum):
    """What of the writes under way reaches the disk."""

    NOTHING = "nothing"
    EVERYTHING = "everything"
    NAMES_ONLY = "names only"
    CONTENT_ONLY = "content only"
    SOME_WRITES = "some writes"
    SECTORS = "sectors"
    BLOCKS = "blocks"


@dataclass(frozen=True)
class _Write:
    at: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class _Length:
    size: int


@dataclass
class _File:
    durable: bytes = b""
    pending: list[_Write | _Length] = field(default_factory=list)

    def now(self) -> bytes:
        return _after(self.durable, self.pending)

    def settle(self) -> None:
        self.durable = self.now()
        self.pending.clear()


@dataclass(frozen=True)
class _Named:
    name: str
    node: "_Node"


@dataclass(frozen=True)
class _Gone:
    name: str


@dataclass(frozen=True)
class _Moved:
    name: str
    to: str


@dataclass
class _Folder:
    durable: "dict[str, _Node]" = field(default_factory=dict)
    pending: list[_Named | _Gone | _Moved] = field(default_factory=list)

    def now(self) -> "dict[str, _Node]":
        return self.after(len(self.pending))

    def after(self, count: int) -> "dict[str, _Node]":
        """Return the names after the first ``count`` changes that are under way."""
        names = dict(self.durable)
        for change in self.pending[:count]:
            match change:
                case _Named(name, node):
                    names[name] = node
                case _Gone(name):
                    del names[name]
                case _Moved(name, to):
                    names[to] = names.pop(name)
        return names

    def settle(self) -> None:
        self.durable = self.now()
        self.pending.clear()


_Node = _File | _Folder
_Change = _Named | _Gone | _Moved


@dataclass
class _Handle:
    node: _File | _Folder
    at: int = 0
    appends: bool = False


class Disk:
    """What a folder holds, what of it is promised, and what may be left of it after a cut.

    Attributes:
        kept: How many steps the process was told are kept; None before it was told of any.
    """

    def __init__(
        self, root: Path, files: Mapping[str, bytes], *, keeps_promises: bool = True
    ) -> None:
        """Begin with ``files`` in ``root``, all of them promised.

        A disk that does not keep its promises forgets what it was told by fsync.
        """
        self._keeps_promises = keeps_promises
        self.kept: int | None = None
        self._root = root
        self._tree = _tree(files)
        self._handles: dict[int, _Handle] = {}

    def follow(self, call: Call) -> None:
        """Take note of ``call``, whatever it is.

        Raises:
            ValueError: It may change something in a way that is not known here.
        """
        self.kept = self.kept if (number := marked(call)) is None else number
        if call.result is None or call.result < 0:
            return
        if call.name == "close" and call.descriptor is not None:
            self._handles.pop(call.descriptor, None)
        elif is_in(call, self._root):
            self._follow(call, call.result)

    def now(self) -> dict[str, bytes]:
        """Return what the folder holds if the power stays on: the path of each file, its bytes."""
        return dict(_files(self._tree, "", lambda folder: folder.now(), _File.now))

    def after(self, cut: Cut, chance: Random) -> dict[str, bytes]:
        """Return what it may hold after a cut now: the path of each file, its bytes."""

        def names(folder: _Folder) -> Mapping[str, _Node]:
            count = len(folder.pending)
            match cut:
                case Cut.NOTHING | Cut.CONTENT_ONLY:
                    count = 0
                case Cut.EVERYTHING | Cut.NAMES_ONLY:
                    pass
                case _:
                    count = chance.randint(0, count)
            return folder.after(count)

        def content(file: _File) -> bytes:
            match cut:
                case Cut.NOTHING | Cut.NAMES_ONLY:
                    return file.durable
                case Cut.EVERYTHING | Cut.CONTENT_ONLY:
                    return file.now()
                case Cut.SOME_WRITES:
                    kept = [each for each in file.pending if chance.random() < 0.5]
                    return _after(file.durable, kept)
                case Cut.SECTORS:
                    return _mixed(file, SECTOR, chance)
                case Cut.BLOCKS:
                    return _mixed(file, BLOCK, chance)

        found = dict(_files(self._tree, "", names, content))
        # Memory that is shared through a file gets to the disk at no time in particular.
        return {
            name: chance.randbytes(len(data)) if name.endswith(SHARED_MEMORY) else data
            for name, data in found.items()
        }

    def _follow(self, call: Call, result: int) -> None:
        follow = _FOLLOWED.get(call.name)
        if follow is not None:
            follow(self, call, result)
        elif call.name in {*CHANGES, *PROMISES}:
            raise ValueError(f"{call.name} is a way to change a file that is not followed")

    def _opened(self, call: Call, result: int) -> None:
        path = call.paths[-1]
        if path == self._root:
            self._handles[result] = _Handle(self._tree)
            return
        flags = next(each for each in call.arguments if each.startswith("O_"))
        folder = self._folder(path)
        node = folder.now().get(path.name)
        if node is None:
            node = _File()
            folder.pending.append(_Named(path.name, node))
        elif "O_TRUNC" in flags and isinstance(node, _File):
            node.pending.append(_Length(0))
        self._handles[result] = _Handle(node, appends="O_APPEND" in flags)

    def _written(self, call: Call, result: int) -> None:
        handle, file = self._handle(call), self._file(call)
        data = calls.text_of(call.arguments[1])[:result]
        if call.name == "pwrite64":
            file.pending.append(_Write(int(call.arguments[3]), data))
            return
        at = len(file.now()) if handle.appends else handle.at
        file.pending.append(_Write(at, data))
        handle.at = at + result

    def _read(self, call: Call, result: int) -> None:
        self._handle(call).at += result

    def _placed(self, call: Call, result: int) -> None:
        self._handle(call).at = result

    def _cut(self, call: Call, _: int) -> None:
        self._file(call).pending.append(_Length(int(call.arguments[1])))

    def _copied(self, call: Call, result: int) -> None:
        source = self._handles[_descriptor(call.arguments[1])]
        if not isinstance(source.node, _File):
            raise TypeError("a folder cannot be copied from")
        begin = re.match(r"\[(\d+)\]", call.arguments[2])
        at = int(begin[1]) if begin else source.at
        if not begin:
            source.at += result
        handle, file = self._handle(call), self._file(call)
        file.pending.append(_Write(handle.at, source.node.now()[at : at + result]))
        handle.at += result

    def _renamed(self, call: Call, _: int) -> None:
        source, target = call.paths[-2:]
        if source.parent == target.parent:
            self._change(source, lambda name: _Moved(name, target.name))
        else:
            node = self._node(source)
            self._change(target, lambda name: _Named(name, node))
            self._change(source, _Gone)

    def _linked(self, call: Call, _: int) -> None:
        source, target = call.paths[-2:]
        self._change(target, lambda name: _Named(name, self._node(source)))

    def _removed(self, call: Call, _: int) -> None:
        self._change(call.paths[-1], _Gone)

    def _folder_made(self, call: Call, _: int) -> None:
        self._change(call.paths[-1], lambda name: _Named(name, _Folder()))

    def _promised(self, call: Call, _: int) -> None:
        if self._keeps_promises:
            self._handle(call).node.settle()

    def _mapped(self, call: Call, _: int) -> None:
        is_shared = any("MAP_SHARED" in each for each in call.arguments)
        is_written = any("PROT_WRITE" in each for each in call.arguments)
        if is_shared and is_written and not call.paths[-1].name.endswith(SHARED_MEMORY):
            raise ValueError("a file is written through memory, which is not followed")

    def _passed_by(self, call: Call, _: int) -> None:
        pass

    def _change(self, path: Path, change: "Callable[[str], _Change]") -> None:
        self._folder(path).pending.append(change(path.name))

    def _handle(self, call: Call) -> _Handle:
        return self._handles[_descriptor(call.arguments[0])]

    def _file(self, call: Call) -> _File:
        node = self._handle(call).node
        if not isinstance(node, _File):
            raise TypeError("a folder is not written to")
        return node

    def _folder(self, path: Path) -> _Folder:
        node = self._node(path.parent)
        if not isinstance(node, _Folder):
            raise TypeError("not a folder")
        return node

    def _node(self, path: Path) -> _Node:
        node: _Node = self._tree
        for name in path.relative_to(self._root).parts:
            if not isinstance(node, _Folder):
                raise TypeError("not a folder")
            node = node.now()[name]
        return node


_FOLLOWED: Mapping[str, Callable[[Disk, Call, int], None]] = {
    "open": Disk._opened,
    "openat": Disk._opened,
    "write": Disk._written,
    "pwrite64": Disk._written,
    "read": Disk._read,
    "lseek": Disk._placed,
    "sendfile": Disk._copied,
    "ftruncate": Disk._cut,
    "rename": Disk._renamed,
    "renameat": Disk._renamed,
    "renameat2": Disk._renamed,
    "link": Disk._linked,
    "linkat": Disk._linked,
    "unlink": Disk._removed,
    "unlinkat": Disk._removed,
    "rmdir": Disk._removed,
    "mkdir": Disk._folder_made,
    "mkdirat": Disk._folder_made,
    "fsync": Disk._promised,
    "fdatasync": Disk._promised,
    "mmap": Disk._mapped,
    # Who may read a file is not what is asked for here.
    "chmod": Disk._passed_by,
    "fchmod": Disk._passed_by,
    "fchmodat": Disk._passed_by,
}


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Put ``files`` into ``folder``, which is not there yet."""
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    """Return what is in ``folder``: the path of each file, its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir():
            found[f"{name}/"] = b""
        else:
            found[name] = path.read_bytes()
    return found


def _descriptor(argument: str) -> int:
    return int(argument.partition("<")[0])


def _tree(files: Mapping[str, bytes]) -> _Folder:
    tree = _Folder()
    for name, data in files.items():
        folder, parts = tree, name.rstrip("/").split("/")
        for part in parts[:-1]:
            inner = folder.durable.setdefault(part, _Folder())
            if not isinstance(inner, _Folder):
                raise TypeError("not a folder")
            folder = inner
        is_folder = name.endswith("/")
        folder.durable.setdefault(parts[-1], _Folder() if is_folder else _File(data))
    return tree


def _files(
    folder: _Folder,
    above: str,
    names: Callable[[_Folder], Mapping[str, _Node]],
    content: Callable[[_File], bytes],
) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file with its bytes; a folder's path ends with a slash."""
    for name, node in names(folder).items():
        if isinstance(node, _Folder):
            yield f"{above}{name}/", b""
            yield from _files(node, f"{above}{name}/", names, content)
        else:
            yield f"{above}{name}", content(node)


def _after(data: bytes, changes: Sequence[_Write | _Length]) -> bytes:
    found = bytearray(data)
    for change in changes:
        match change:
            case _Length(size):
                del found[size:]
                found.extend(bytes(size - len(found)))
            case _Write(at, data):
                found.extend(bytes(max(0, at - len(found))))
                found[at : at + len(data)] = data
    return bytes(found)


def _mixed(file: _File, size: int, chance: Random) -> bytes:
    """Return the file with each piece of it from any moment since the last promise."""
    moments = [file.durable]
    for change in file.pending:
        moments.append(_after(moments[-1], (change,)))
    length = len(chance.choice(moments))
    pieces = []
    for at in range(0, length, size):
        # A moment at which the file was shorter has nothing to give here but what a disk
        # holds where nothing was written.
        piece = chance.choice(moments)[at : at + size]
        pieces.append(piece.ljust(size, b"\0"))
    return b"".join(pieces)[:length]
