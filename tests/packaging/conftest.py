import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging/dev.py"


@pytest.fixture(scope="session")
def dev() -> ModuleType:
    """The script, under a name of its own: ``packaging`` is a package of PyPI."""
    spec = importlib.util.spec_from_file_location("sessiondesk_dev", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sessiondesk_dev"] = module
    spec.loader.exec_module(module)
    return module


class Computer:
    """A computer that only writes down what it is asked to do."""

    def __init__(self, dev: ModuleType) -> None:
        self.dev = dev
        self.platform = "linux"
        self.version = (3, 11, 2)
        self.environ = {"DISPLAY": ":0"}
        self.is_root = False
        self.programs = {"uv", "apt-get", *dev.TEST_TOOLS}
        self.missing_libraries: set[str] = set()
        self.packages_that_fail: set[str] = set()
        self.modules = {"venv", "ensurepip"}
        self.exit_codes: dict[str, int] = {}
        self.output = ["collected 4 items", "====== 3 passed, 1 skipped in 0.12s ======"]
        self.commands: list[str] = []
        self.inputs: list[str | None] = []
        self.environments: list[Mapping[str, str]] = []
        self.said: list[str] = []

    def run(self, command: Sequence[str], environ: Mapping[str, str], text: str | None) -> int:
        line = " ".join([Path(command[0]).name, *command[1:]])
        self.commands.append(line)
        self.inputs.append(text)
        self.environments.append(environ)
        if line.startswith("apt-get install"):
            brought = set(line.split()) - self.packages_that_fail
            self.missing_libraries -= {e.name for e in self.libraries if e.apt in brought}
        return next((code for part, code in self.exit_codes.items() if part in line), 0)

    def watch(self, command: Sequence[str], environ: Mapping[str, str]) -> tuple[int, list[str]]:
        script = next(at for at, word in enumerate(command) if word.endswith("watched.py"))
        # What follows is the number of seconds, and the command itself.
        return self.run(command[script + 2 :], environ, None), self.output

    @property
    def libraries(self):
        return self.dev.FOR_QT + self.dev.FOR_THE_SCREEN

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    def machine(self):
        return self.dev.Machine(
            platform=self.platform,
            version=self.version,
            environ=self.environ,
            is_root=self.is_root,
            find=lambda name: f"/usr/bin/{name}" if name in self.programs else None,
            loads=lambda name: name not in self.missing_libraries,
            has_module=self.modules.__contains__,
            run=self.run,
            watch=self.watch,
            say=self.said.append,
        )


@pytest.fixture
def computer(dev) -> Computer:
    return Computer(dev)


@pytest.fixture
def main(dev, computer, tmp_path) -> Callable[..., int]:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()

    def call(*arguments: str) -> int:
        code: int = dev.main(arguments, computer.machine(), tmp_path)
        return code

    return call
