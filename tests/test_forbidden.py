"""What must not stand in the code, read from its syntax tree.

The network is closed by the kernel where that can be had; these rules keep the code from
trying, keep the person's words out of files and renderers, and keep one way of doing things
where a second one is known to go wrong.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sessiondesk"

# Network by any door, other processes, files outside our hands, and modules that import those.
IMPORTS = (
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebSockets",
    "asyncio",
    "email",
    "ftplib",
    "http",
    "importlib.metadata",
    "multiprocessing",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "tempfile",
    "urllib",
    "webbrowser",
)
# Each name, and the one file that may use it.
NAMES = {
    "QDesktopServices": None,
    "QEventLoop": None,
    "QNetworkAccessManager": None,
    "QPrintDialog": "ui/paper/printing.py",
    "QPrinter": "ui/paper/printing.py",
    "QPrinterInfo": "ui/paper/printing.py",
    "QtPrintSupport": "ui/paper/printing.py",
    "pyqtgraph": "ui/widgets/line_chart.py",
}
# Rich text reads local files that it names, so nothing a person wrote may become rich text.
METHODS = {
    "executescript": "runs more than one statement",
    "fromHtml": "makes rich text",
    "insertHtml": "makes rich text",
    "appendHtml": "makes rich text",
    "processEvents": "runs events in the middle of something",
    "setHtml": "makes rich text",
    "setMarkdown": "makes rich text",
    "setOpenExternalLinks": "opens a browser by itself",
    "toHtml": "changes text",
    "toMarkdown": "changes text",
} | dict.fromkeys(
    (
        "getExistingDirectory",
        "getInt",
        "getItem",
        "getMultiLineText",
        "getOpenFileName",
        "getOpenFileNames",
        "getSaveFileName",
        "getText",
    ),
    "waits for a dialog in the middle of something",
)
# PySide 6.11.3 takes what these return to belong to the object that was asked, and no longer to
# its parent. A dialog so belonged to its own last button, and Python collected it while open.
METHODS |= dict.fromkeys(
    (
        "buddy",
        "checkedButton",
        "childAt",
        "focusObject",
        "nextInFocusChain",
        "previousInFocusChain",
    ),
    "takes what it returns from its parent",
)
# A PRAGMA takes no bound values. What is put in is a number or a key, never a person's words.
PRAGMAS = {"PRAGMA user_version = ": None, "PRAGMA ": "store/connection.py"}


def complaints(source: str, name: str) -> list[str]:
    """Return what in ``source`` is forbidden in the module ``name`` of the package."""
    return sorted(
        f"{name}:{getattr(node, 'lineno', 0)}: {problem}"
        for node in ast.walk(ast.parse(source))
        for problem in problems(node, name)
    )


def problems(node: ast.AST, name: str) -> Iterator[str]:
    match node:
        case ast.Import(names=aliases):
            for alias in aliases:
                yield from of_module(alias.name, name)
        case ast.ImportFrom(module=str(module), names=aliases):
            for alias in aliases:
                yield from of_module(f"{module}.{alias.name}", name)
        case ast.Name(id=word) | ast.Attribute(attr=word) if word in NAMES:
            yield from of_name(word, name)
        case ast.Call():
            yield from of_call(node, name)
        case ast.Constant(value=str(text)) if re.search(r"\bATTACH\b", text):
            yield "ATTACH opens a second database"


def of_module(dotted: str, name: str) -> Iterator[str]:
    for forbidden in IMPORTS:
        if dotted == forbidden or dotted.startswith(f"{forbidden}."):
            yield f"imports {forbidden}"
    for part in dotted.split("."):
        yield from of_name(part, name)


def of_name(word: str, name: str) -> Iterator[str]:
    if word in NAMES and NAMES[word] != name:
        yield f"uses {word}"


def of_call(call: ast.Call, name: str) -> Iterator[str]:
    first = call.args[0] if call.args else None
    match call.func:
        case ast.Name(id="print") if name != "cli.py":
            yield "prints"
        case ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"):
            if isinstance(first, ast.Constant):
                yield from of_module(str(first.value), name)
        case ast.Name(id="QSettings"):
            yield "QSettings writes plain text where Qt likes"
        case ast.Attribute(value=owner, attr=method):
            yield from of_method(owner, method, call.args, name)


def of_method(owner: ast.expr, method: str, arguments: list[ast.expr], name: str) -> Iterator[str]:
    first = arguments[0] if arguments else None
    if method in METHODS:
        yield f"{method} {METHODS[method]}"
    if isinstance(owner, ast.Name) and owner.id == "QMessageBox" and method.islower():
        yield f"QMessageBox.{method} waits in the middle of something"
    if method in {"exec", "exec_"} and name != "app.py":
        yield "exec() is a loop within the loop: open() and a signal instead"
    if method in {"execute", "executemany"} and is_made_up(first) and not is_pragma(first, name):
        yield "puts a value into SQL: bind it"
    if method == "connect" and any(holds_self(each) for each in arguments):
        yield "connects a lambda that holds self"


def is_made_up(sql: ast.expr | None) -> bool:
    """Return whether ``sql`` is put together on the spot rather than a constant or a name."""
    match sql:
        case ast.JoinedStr(values=parts):
            return any(isinstance(part, ast.FormattedValue) for part in parts)
        case ast.BinOp() | ast.Call(func=ast.Attribute(attr="format" | "join" | "replace")):
            return True
    return False


def is_pragma(sql: ast.expr | None, name: str) -> bool:
    match sql:
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            return any(text.startswith(s) and only in {None, name} for s, only in PRAGMAS.items())
    return False


def holds_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Lambda) and any(
        isinstance(each, ast.Name) and each.id == "self" for each in ast.walk(node.body)
    )


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_nothing_forbidden_stands_in_the_code():
    found = [
        complaint
        for path in modules()
        for complaint in complaints(path.read_text("utf-8"), path.relative_to(PACKAGE).as_posix())
    ]

    assert found == []


def test_no_module_is_longer_than_400_lines():
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in [*modules(), *(ROOT / "packaging").glob("*.py")]
    }

    assert {name: length for name, length in lengths.items() if length > 400} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import urllib.request as fetch",
        "from urllib import parse",
        "from importlib import metadata",
        "import importlib.metadata",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
        "importlib.import_module('ssl')",
        "__import__('http.client')",
        "from PySide6.QtGui import QDesktopServices",
        "QtGui.QDesktopServices.openUrl(url)",
        "import tempfile",
        "import pyqtgraph as pg",
        "from pyqtgraph import PlotWidget",
        "from PySide6.QtPrintSupport import QPrinter",
        "print('hello')",
        "db.execute(f'SELECT {column} FROM checkin')",
        "db.execute('SELECT * FROM checkin WHERE id = ' + id_)",
        "db.execute('SELECT %s' % id_)",
        "db.executemany('DELETE FROM {}'.format(table), rows)",
        "db.execute(f'PRAGMA {anything}')",
        "db.executescript(script)",
        "db.execute('ATTACH ? AS other', (path,))",
        "label.setHtml(note)",
        "card.nextInFocusChain()",
        "editor.setMarkdown(note)",
        "editor.toMarkdown()",
        "label.setOpenExternalLinks(True)",
        "QSettings('a', 'b')",
        "dialog.exec()",
        "QApplication.processEvents()",
        "QMessageBox.question(self, 'SessionDesk', 'Let it go?')",
        "path, _ = QFileDialog.getSaveFileName(self)",
        "loop = QEventLoop()",
        "button.clicked.connect(lambda: self.save(3))",
    ],
)
def test_the_reading_finds_what_is_forbidden(source):
    assert len(complaints(source, "ui/pages/today_page.py")) >= 1


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import pyqtgraph as pg", "ui/widgets/line_chart.py"),
        ("from PySide6.QtPrintSupport import QPrinter", "ui/paper/printing.py"),
        ("print('hello')", "cli.py"),
        ("application.exec()", "app.py"),
        ("db.execute(f'PRAGMA user_version = {version}')", "store/migrations/__init__.py"),
        ("db.execute('SELECT id FROM checkin WHERE id = ?', (id_,))", "store/checkins.py"),
        ("db.execute(_EXISTS[kind], (id_,))", "store/records.py"),
        ("button.clicked.connect(self._on_save)", "ui/pages/today_page.py"),
        ("QMessageBox(icon, 'SessionDesk', text).open()", "ui/pages/today_page.py"),
        ("QSettings.setPath(form, scope, path)", "app.py"),
        ("from sessiondesk.domain import email_like", "ui/wording.py"),
    ],
)
def test_the_reading_leaves_the_rest_alone(source, name):
    assert complaints(source, name) == []


def test_a_value_in_sql_is_found_even_where_a_pragma_may_be_made_up():
    source = "db.execute(f'SELECT {column} FROM checkin')"

    assert complaints(source, "store/connection.py") != []
