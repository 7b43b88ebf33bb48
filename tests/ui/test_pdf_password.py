"""Asking for the password of a PDF: what is refused, what is warned of, what is handed on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from sessiondesk.ui.paper import locked_pdf
from sessiondesk.ui.pdf_password import PdfPasswordDialog
from sessiondesk.ui.theme import Scheme
from tests.ui.conftest import spoken_name

LEFT = Qt.MouseButton.LeftButton
STRONG = "kettle harbour ninth orchard"
PATIENCE = 60_000


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def dialog(qtbot, theme, window):
    pytest.importorskip("pikepdf", reason="the extra pdf-password is not installed")
    dialog = PdfPasswordDialog(theme, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


@pytest.fixture
def missing(qtbot, theme, window, monkeypatch):
    """The dialog where the extra is not installed."""
    monkeypatch.setattr(locked_pdf, "is_available", lambda: False)
    dialog = PdfPasswordDialog(theme, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    return dialog


@pytest.fixture
def said(dialog):
    """Return all that can be read in the dialog."""

    def said():
        labels = dialog.findChildren(QLabel)
        return " ".join(each.text() for each in labels if each.isVisible())

    return said


@pytest.fixture
def fill(qtbot, dialog, control):
    def fill(first, again=None):
        for name, words in (("Password for the PDF", first), ("Once more", again)):
            field = control(dialog, name)
            field.setText("")
            qtbot.keyClicks(field, first if words is None else words)

    return fill


@pytest.fixture
def go_on(qtbot, dialog, control):
    def go_on():
        qtbot.mouseClick(control(dialog, "Lock and save…"), LEFT)

    return go_on


@pytest.fixture
def refused(qtbot, dialog, fill, go_on):
    """Type this and go on, and see that it is not handed on."""

    def refused(first, again=None):
        fill(first, again)
        with qtbot.assertNotEmitted(dialog.chosen):
            go_on()

    return refused


def test_it_can_be_used_by_ear_and_by_keyboard(dialog, audit):
    assert audit(dialog) == []


def test_the_keyboard_is_in_the_first_field(dialog, control):
    assert dialog.focusWidget() is control(dialog, "Password for the PDF")


def test_it_says_what_a_password_is_worth(said):
    assert "It keeps out who finds the file." in said()
    assert "time and a weak password, can read it" in said()
    assert "The password is not kept" in said()


def test_a_password_typed_twice_is_handed_on_and_forgotten(qtbot, dialog, control, fill, go_on):
    fields = [control(dialog, "Password for the PDF"), control(dialog, "Once more")]
    fill(STRONG)

    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE) as chosen:
        go_on()

    assert chosen.args == [STRONG]
    assert [field.text() for field in fields] == ["", ""]
    assert [field.isUndoAvailable() for field in fields] == [False, False]


def test_enter_moves_on_and_then_hands_on(qtbot, dialog, control):
    first, again = control(dialog, "Password for the PDF"), control(dialog, "Once more")
    qtbot.keyClicks(first, STRONG)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert dialog.focusWidget() is again
    qtbot.keyClicks(again, STRONG)

    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE):
        qtbot.keyClick(again, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Use 8 characters or more."),
        ("short", "Use 8 characters or more."),
        ("x" * 128, "longer than programs for PDFs read"),
        ("no\u00a0break space", "not every program for PDFs reads the same"),
    ],
)
def test_one_that_cannot_be_used_is_refused_with_the_reason(dialog, refused, said, typed, problem):
    refused(typed)

    assert problem in said()
    assert dialog.isVisible()


def test_two_that_differ_are_not_taken(dialog, refused, said, control):
    refused(STRONG, f"{STRONG}s")

    assert "Type the same password here" in said()
    assert dialog.focusWidget() is control(dialog, "Once more")


def test_a_weak_one_is_a_choice_made_twice(qtbot, dialog, refused, said, control):
    refused("password1")
    assert "This one could be guessed" in said()
    qtbot.waitUntil(
        lambda: dialog.focusWidget() is control(dialog, "Use it anyway"), timeout=PATIENCE
    )

    with qtbot.waitSignal(dialog.chosen, timeout=PATIENCE) as chosen:
        qtbot.mouseClick(control(dialog, "Use it anyway"), LEFT)

    assert chosen.args == ["password1"]


def test_the_warning_goes_when_another_one_is_typed(fill, refused, said):
    refused("password1")
    fill("password2")

    assert "This one could be guessed" not in said()


def test_its_strength_is_said_in_a_word(qtbot, dialog, fill):
    def strengths():
        names = [spoken_name(each) for each in dialog.findChildren(QWidget)]
        return [name for name in names if name.startswith("Strength")]

    fill("password1")
    qtbot.waitUntil(lambda: strengths() == ["Strength: Fair"], timeout=PATIENCE)
    fill(STRONG)
    qtbot.waitUntil(lambda: strengths() == ["Strength: Strong"], timeout=PATIENCE)
    fill("")
    qtbot.waitUntil(lambda: strengths() == ["Strength: 0 of 4"], timeout=PATIENCE)


def test_a_space_at_the_end_is_pointed_out(qtbot, dialog, fill, said):
    fill(f"{STRONG} ")

    qtbot.waitUntil(lambda: "begins or ends with a space" in said(), timeout=PATIENCE)


def test_esc_leaves_and_hands_on_nothing(qtbot, dialog, fill):
    fill(STRONG)

    with (
        qtbot.assertNotEmitted(dialog.chosen),
        qtbot.waitSignal(dialog.finished, timeout=PATIENCE),
    ):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_large_text_and_either_theme_leave_every_control_in_reach(dialog, theme, audit, scheme):
    theme.set_scheme(scheme)
    theme.set_text_percent(150)

    assert audit(dialog) == []


def test_where_pdfs_cannot_be_locked_it_says_so_and_what_to_do(qtbot, missing, control, audit):
    words = " ".join(each.text() for each in missing.findChildren(QLabel) if each.isVisible())
    assert "PDFs cannot be locked on this computer" in words
    assert "You can save the PDF without a password" in words
    assert audit(missing) == []
    with (
        qtbot.assertNotEmitted(missing.chosen),
        qtbot.waitSignal(missing.finished, timeout=PATIENCE),
    ):
        qtbot.mouseClick(control(missing, "Close"), LEFT)
