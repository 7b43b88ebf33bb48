import resource
import subprocess
import sys

import pytest

from sessiondesk.guard import hardening
from sessiondesk.guard.hardening import Refusal

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")


def test_what_holds_is_told(in_process):
    found = in_process("""
from dataclasses import asdict
answer = asdict(guard.protect())
""", QT_QPA_PLATFORM="offscreen")  # fmt: skip

    assert found == {
        "network": "seccomp",
        "names_blocked": True,
        "core_limited": True,
        "not_dumpable": True,
        "umask": 0o077,
        "sandbox": None,
        "refusal": None,
        "problems": [],
    }


def test_new_files_are_for_their_owner_only(in_process, tmp_path):
    mode = in_process(f"""
os.umask(0)
guard.protect()
path = {str(tmp_path / "file")!r}
open(path, "w").close()
answer = oct(os.stat(path).st_mode & 0o777)
""")

    assert mode == "0o600"


def test_no_memory_is_written_after_a_crash(in_process):
    assert in_process("""
import resource
guard.protect()
answer = resource.getrlimit(resource.RLIMIT_CORE)
""") == [1, 1]


def test_a_limit_of_nothing_stays_a_limit(in_process):
    assert in_process("""
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit = lambda *_: exec("raise ValueError")
answer = [guard.protect().core_limited, resource.getrlimit(resource.RLIMIT_CORE)]
""") == [True, [0, 0]]


def test_a_limit_that_does_not_take_is_told(in_process):
    if resource.getrlimit(resource.RLIMIT_CORE)[1] in {0, 1}:
        pytest.skip("this system limits it for everybody")

    assert in_process("""
import resource
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
resource.setrlimit = lambda *_: None
found = guard.protect()
answer = [found.core_limited, found.problems]
""") == [False, ["core_not_limited"]]


@on_linux
def test_the_memory_is_hidden_from_other_programs(in_process):
    # The kernel takes the files in /proc away from the account.
    before, after = in_process("""
import resource  # while it can still be read
os.setegid(65534) if os.getuid() == 0 else None
os.seteuid(65534) if os.getuid() == 0 else None
libc.prctl(4, 1, 0, 0, 0)
before = os.stat("/proc/self/mem").st_uid
guard.protect()
answer = [before, os.stat("/proc/self/mem").st_uid]
""")

    assert before != 0
    assert after == 0


@on_linux
@pytest.mark.parametrize("lie", [1, 2])
def test_memory_that_is_not_hidden_is_told(in_process, lie):
    found = in_process(f"""
class Libc:
    def prctl(self, option, *_):
        return {lie} if option == 3 else 0

ctypes_CDLL, hardening.ctypes.CDLL = ctypes.CDLL, lambda *_, **named: (
    ctypes_CDLL(None, **named) if named else Libc()
)
found = guard.protect()
answer = [found.not_dumpable, found.problems]
""")

    assert found == [False, ["still_dumpable"]]


@on_linux
def test_in_a_sandbox_the_portal_may_look(in_process):
    dumpable, sandbox, problems = in_process("""
found = guard.protect()
answer = [not found.not_dumpable, found.sandbox, found.problems]
""", SNAP="/snap/sessiondesk/1")  # fmt: skip

    assert (dumpable, sandbox, problems) == (True, "snap", [])


def test_flatpak_is_known_by_its_file(tmp_path):
    info = tmp_path / ".flatpak-info"

    assert hardening.sandbox({}, info) is None
    info.touch()
    assert hardening.sandbox({}, info) == "flatpak"
    assert hardening.sandbox({"SNAP": "/snap"}, info) == "flatpak"


def test_variables_that_load_or_log_or_reach_something_are_dropped():
    environ = {
        "HOME": "/home/a",
        "QT_PLUGIN_PATH": "/tmp",
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/tmp",
        "QT_QPA_GENERIC_PLUGINS": "tuiotouch",
        "QT_LOGGING_RULES": "*=true",
        "QT_LOGGING_CONF": "/tmp/x",
        "CUPS_SERVER": "elsewhere",
        "PYTHONPATH": "/home/a/lib",
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": "2",
    }

    hardening.drop_variables(environ, is_packaged=False)

    assert set(environ) == {"HOME", "PYTHONPATH", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"}


def test_in_a_package_python_takes_no_variables_either():
    environ = {"PYTHONPATH": "/tmp", "PYTHONSTARTUP": "/tmp/x", "PATH": "/bin"}

    hardening.drop_variables(environ, is_packaged=True)

    assert environ == {"PATH": "/bin"}


def test_they_are_gone_for_libraries_and_children_too(in_process):
    found = in_process("""
guard.protect()
libc.getenv.restype = ctypes.c_char_p
answer = [os.environ.get("QT_PLUGIN_PATH"), libc.getenv(b"QT_PLUGIN_PATH")]
""", QT_PLUGIN_PATH="/tmp")  # fmt: skip

    assert found == [None, None]


@pytest.mark.parametrize(
    ("environ", "refusal"),
    [
        pytest.param({}, Refusal.NO_SCREEN, marks=on_linux),
        pytest.param({"DISPLAY": ""}, Refusal.NO_SCREEN, marks=on_linux),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"DISPLAY": ":0"}, None),
        ({"DISPLAY": "unix:0.0"}, None),
        ({"DISPLAY": "/private/tmp/com.apple.launchd.x/org.xquartz:0"}, None),
        ({"DISPLAY": "localhost:10.0"}, Refusal.REMOTE_DISPLAY),
        ({"DISPLAY": "192.168.1.2:0"}, Refusal.REMOTE_DISPLAY),
        ({"DISPLAY": "[::1]:0"}, Refusal.REMOTE_DISPLAY),
        ({"DISPLAY": "localhost:10.0", "WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"DISPLAY": "localhost:10.0", "QT_QPA_PLATFORM": "offscreen"}, None),
        ({"DISPLAY": "localhost:10.0", "QT_QPA_PLATFORM": "xcb"}, Refusal.REMOTE_DISPLAY),
        ({"QT_QPA_PLATFORM": "xcb"}, None),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, None),
        ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, None),
        ({"QT_QPA_PLATFORM": "vnc"}, Refusal.PLATFORM),
        ({"QT_QPA_PLATFORM": "vnc:port=5901"}, Refusal.PLATFORM),
        ({"QT_QPA_PLATFORM": "xcb;vnc"}, Refusal.PLATFORM),
        ({"QT_QPA_PLATFORM": "VNC"}, Refusal.PLATFORM),
        ({"QT_QPA_PLATFORM": "minimal"}, Refusal.PLATFORM),
        ({"QT_QPA_PLATFORM": "linuxfb"}, Refusal.PLATFORM),
    ],
)
def test_a_window_is_drawn_on_this_computers_screen_only(environ, refusal):
    assert hardening.refusal(environ) is refusal


@pytest.mark.parametrize("name", ["xcb", "wayland", "windows", "cocoa", "offscreen"])
def test_ordinary_screens_are_allowed(name):
    assert hardening.is_allowed_platform(name)


def test_the_guard_needs_the_standard_library_only():
    script = "import sys; sys.path.insert(0, '.'); from sessiondesk import guard; guard.protect()"

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_file_never_gets_the_place_of_a_standard_stream(tmp_path, closed):
    script = f"""
import sys
from sessiondesk import guard
guard.protect()
file = open({str(tmp_path / "file")!r}, "w")
print("lost")
print("lost", file=sys.stderr)
file.write(str(file.fileno() > 2) + sys.stdin.read())
"""

    subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-c", script],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    assert (tmp_path / "file").read_text() == "True"
