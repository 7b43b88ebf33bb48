"""The Settings page over a real vault, and the dialogs that open from a page."""

from functools import partial

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from sessiondesk.guard import Enforced, Network
from sessiondesk.preferences import Appearance, Preferences
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.keys import Keys
from sessiondesk.ui.pages.settings_page import SettingsPage
from sessiondesk.ui.paper import recovery_page
from sessiondesk.ui.print_service import PrintService
from sessiondesk.ui.recovery_paper import PaperWays
from tests.conftest import NOON
from tests.ui.printers import Printer

# Generous: the machine may be busy with other things.
PATIENCE = 60_000
ENFORCED = Enforced(
    network=Network.SECCOMP,
    names_blocked=True,
    core_limited=True,
    not_dumpable=True,
    umask=0o77,
    sandbox=None,
    refusal=None,
    problems=(),
)


class Outside:
    """What the page asks of the rest of the window, written down."""

    def __init__(self) -> None:
        self.preferred: list[dict[str, object]] = []
        self.saved: list[tuple[object, str]] = []
        self.printer = Printer()
        self.laid_out: list[str] = []
        self.restored: list[object] = []
        self.refuses_to_save = False

    def prefer(self, **fields: object) -> None:
        self.preferred.append(fields)

    def save(self, path, key):
        if self.refuses_to_save:
            raise OSError(28, "no room")
        self.saved.append((path, key))

    def lay_out(self, key):
        self.laid_out.append(key)
        return recovery_page.lay_out(key, on=NOON.date())


@pytest.fixture
def outside():
    """What was asked of the rest of the window."""
    return Outside()


@pytest.fixture
def make_settings(*, qtbot, theme, prompts, vault, vault_journal, keeper, clock, sealed, outside):
    """Show the Settings page over a real vault."""
    jobs = Jobs()
    keys = Keys(
        vault,
        jobs,
        keeper,
        paper=PaperWays(
            save=outside.save,
            lay_out=outside.lay_out,
            printing=partial(PrintService, jobs, load=outside.printer),
        ),
        now=clock,
        lock_after=lambda close: close(vault),
        cost=sealed.cost,
        parent=vault_journal,
    )

    def make(*, enforced=ENFORCED, folder=vault.folder):
        page = SettingsPage(
            vault_journal,
            theme=theme,
            prompts=prompts,
            enforced=enforced,
            preferences=Preferences(theme=Appearance.LIGHT),
            change_preferences=outside.prefer,
            folder=folder,
            keeper=keeper,
            keys=keys,
            jobs=jobs,
            connect=vault.connect_worker,
            connect_writer=vault.connect_writer,
        )
        page.restore_wanted.connect(outside.restored.append)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    yield make
    jobs.finish()


@pytest.fixture
def words():
    """Return what can be read in a widget, line by line."""

    def read(widget):
        return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())

    return read


@pytest.fixture
def dialog(qtbot):
    """Return the dialog that is open over a page."""

    def find(page, kind=QDialog):
        def shown():
            return [each for each in page.findChildren(kind) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


@pytest.fixture
def until(qtbot):
    """Wait until something is so."""

    def wait(is_so):
        qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE)

    return wait
