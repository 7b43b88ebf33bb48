"""The open journal's window when its file turns out to be damaged."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sessiondesk.guard import Enforced, Network
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.main_window import MainView

LEFT = Qt.MouseButton.LeftButton
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


class PageOfWords(QWidget):
    """A page with a field whose words are kept, or cannot be."""

    wants = Signal(str)

    def __init__(self, journal):
        super().__init__()
        self._journal = journal
        self.line = QLineEdit()
        self.line.setAccessibleName("Words")
        self.line.setMinimumHeight(40)
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self):
        """Nothing is shown of the journal."""

    def settle(self):
        if self.line.text():
            self._journal.bring_ups.add(self.line.text())

    def focus_first(self):
        self.line.setFocus()


@pytest.fixture
def spoiled():
    """The names of the pages that cannot be read."""
    return set()


@pytest.fixture
def view(qtbot, theme, journal, spoiled):
    def make_page(name):
        if name in spoiled:
            raise StoreDamagedError
        return PageOfWords(journal)

    frame = Frame()
    qtbot.addWidget(frame, before_close_func=Frame.leave)
    frame.resize(1280, 800)
    view = MainView(journal, theme, make_page=make_page, enforced=ENFORCED)
    frame.show_view(view, view.menu_bar())
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    # The frame is held here, and with it everything in it.
    yield view
    frame.hide()


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_it_is_said_above_the_pages_with_a_way_to_repair_it(qtbot, view, journal, control, audit):
    journal.stop_writing()

    assert "The journal’s file is damaged" in words(view)
    assert audit(view) == []
    with qtbot.waitSignal(view.repair_wanted):
        qtbot.mouseClick(control(view, "Repair…"), LEFT)


def test_what_is_being_typed_stays_and_other_pages_can_be_read(view, journal):
    page = view.page(PageName.TODAY)
    page.line.setText("half a sentence")
    journal.stop_writing()

    view.go(PageName.GOALS)

    assert view.current is PageName.GOALS
    assert page.line.text() == "half a sentence"
    assert not view.settle()


def test_a_page_that_cannot_be_read_is_not_gone_to(view, journal, spoiled):
    spoiled.add(PageName.GOALS)
    view.go(PageName.GOALS)

    assert view.current == "today"
    assert journal.is_damaged
    assert "The journal’s file is damaged" in words(view)
    view.go(PageName.SESSIONS)
    assert view.current == "sessions"


def test_a_journal_whose_first_page_cannot_be_read_does_not_open(theme, journal):
    def make_page(_name):
        raise StoreDamagedError

    with pytest.raises(StoreDamagedError):
        MainView(journal, theme, make_page=make_page, enforced=ENFORCED)
