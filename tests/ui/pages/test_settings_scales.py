"""Settings of the check-in: own scales and own words for feelings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from sessiondesk.domain.checkin import CheckIn, Feeling
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.ui.pages.settings_page.scale_dialog import ScaleDialog

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
ADD = "Add a scale of your own…"


@pytest.fixture
def journal(vault_journal):
    return vault_journal


@pytest.fixture
def page(make_settings):
    return make_settings()


@pytest.fixture
def guilt(journal):
    """An own scale."""
    journal.scales.add(Scale(label="Guilt", low_text="none", high_text="all day"))
    (scale,) = journal.scales.own_shown()
    return scale


@pytest.fixture
def choose(qtbot, control, until):
    """Choose from the menu of a line."""

    def choose_(page, line, words):
        qtbot.mouseClick(control(page, line), LEFT)
        until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = (each for each in menu.actions() if each.text() == words)
        assert action.isEnabled()
        action.trigger()
        menu.close()

    return choose_


def labels(journal):
    return [scale.label for scale in journal.scales.all()]


def own(journal):
    return [scale for scale in journal.scales.all() if not scale.is_built_in]


# Own scales.


def test_a_scale_of_ones_own_is_added_by_keys_alone(qtbot, page, control, journal, dialog):
    control(page, ADD).setFocus()
    qtbot.keyClick(control(page, ADD), Key.Key_Space)
    form = dialog(page, ScaleDialog)
    qtbot.keyClicks(control(form, "Name"), "Guilt")
    qtbot.keyClicks(control(form, "The question in full, if you like"), "How much guilt?")
    qtbot.keyClick(control(form, "How it is answered: 0 to 10"), Key.Key_Tab)
    control(form, "Which way is better: More").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Right)
    qtbot.keyClicks(control(form, "What 0 means"), "none")
    qtbot.keyClicks(control(form, "What 10 means"), "all day")
    qtbot.keyClick(control(form, "0 means none at all"), Key.Key_Space)
    qtbot.keyClick(control(form, "What 10 means"), Key.Key_Return)

    (scale,) = own(journal)
    assert (scale.label, scale.question) == ("Guilt", "How much guilt?")
    assert (scale.low_text, scale.high_text) == ("none", "all day")
    assert scale.none_at_zero
    assert scale.is_shown
    assert journal.scales.all()[-1] == scale


def test_a_yes_or_no_question_about_the_night_has_no_ends(
    *, qtbot, page, control, journal, dialog, words
):
    qtbot.mouseClick(control(page, ADD), LEFT)
    form = dialog(page, ScaleDialog)
    qtbot.keyClicks(control(form, "Name"), "Nightmare")
    qtbot.mouseClick(control(form, "How it is answered: Yes or no"), LEFT)
    qtbot.mouseClick(control(form, "Which way is better: Less"), LEFT)
    qtbot.mouseClick(control(form, "What it is about: The night before"), LEFT)
    assert "What 0 means" not in words(form)
    qtbot.mouseClick(control(form, "Add it"), LEFT)

    (scale,) = own(journal)
    assert (scale.kind, scale.better, scale.about) == (
        ScaleKind.YES_NO,
        Better.LOWER,
        About.NIGHT,
    )
    assert not scale.none_at_zero


def test_without_a_name_the_form_stays_and_says_so(
    *, qtbot, page, control, journal, dialog, words
):
    qtbot.mouseClick(control(page, ADD), LEFT)
    form = dialog(page, ScaleDialog)
    qtbot.mouseClick(control(form, "Add it"), LEFT)

    assert form.isVisible()
    assert "Give the scale a name." in words(form)
    assert own(journal) == []


def test_a_fourth_of_ones_own_is_refused_in_a_sentence(*, qtbot, page, control, journal, words):
    for label in ("One", "Two", "Three", "Four"):
        journal.scales.add(Scale(label=label))
    page.refresh()

    qtbot.mouseClick(control(page, "Four"), LEFT)

    assert "Three of your own are asked already. Hide one of them first." in words(page)
    assert not control(page, "Four").isChecked()
    qtbot.mouseClick(control(page, "One"), LEFT)
    qtbot.mouseClick(control(page, "Four"), LEFT)
    assert [each.label for each in journal.scales.own_shown()] == ["Two", "Three", "Four"]


def test_what_numbers_mean_is_fixed_by_the_first_answer_and_words_are_not(
    *, qtbot, page, control, journal, guilt, dialog, choose, words
):
    journal.checkins.record(
        CheckIn(felt_at=journal.now(), day=journal.today(), ratings={guilt.id: 3})
    )
    page.refresh()
    choose(page, "More for the scale Guilt", "Change the wording…")
    form = dialog(page, ScaleDialog)
    assert "It has answers already" in words(form)
    assert not control(form, "How it is answered: Yes or no").isEnabled()
    assert not control(form, "Which way is better: Less").isEnabled()
    assert not control(form, "0 means none at all").isEnabled()

    name = control(form, "Name")
    name.selectAll()
    qtbot.keyClicks(name, "Guilty feelings")
    qtbot.mouseClick(control(form, "Change it"), LEFT)

    assert journal.scales.find(guilt.id) == replace(guilt, label="Guilty feelings")


def test_what_the_program_brought_can_be_worded_otherwise_and_shows_how_it_was(
    *, qtbot, page, control, journal, dialog, choose, words
):
    mood = journal.scales.find(ScaleId("mood"))
    journal.scales.record(replace(mood, label="Spirits"))
    page.refresh()

    choose(page, "More for the scale Spirits", "Change the wording…")
    form = dialog(page, ScaleDialog)
    assert "the words can change" in words(form)
    qtbot.mouseClick(control(form, "How it was worded before"), LEFT)

    assert "Mood" in words(form)
    assert mood.question in words(form)


def test_words_typed_into_the_form_come_back_after_it_was_left(
    *, qtbot, page, control, journal, dialog
):
    qtbot.mouseClick(control(page, ADD), LEFT)
    form = dialog(page, ScaleDialog)
    qtbot.keyClicks(control(form, "Name"), "Half a na")
    page.settle()
    qtbot.keyClick(form, Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.findChildren(ScaleDialog), timeout=60_000)

    qtbot.mouseClick(control(page, ADD), LEFT)
    form = dialog(page, ScaleDialog)
    assert control(form, "Name").text() == "Half a na"
    assert [draft.text for draft in page.unsaved()] == ["Half a na"]
    qtbot.mouseClick(control(form, "Add it"), LEFT)

    assert [each.label for each in own(journal)] == ["Half a na"]
    assert journal.drafts.all() == []


def test_a_scale_that_cannot_be_kept_stays_in_the_form(
    *, qtbot, page, control, journal, dialog, vault
):
    qtbot.mouseClick(control(page, ADD), LEFT)
    form = dialog(page, ScaleDialog)
    qtbot.keyClicks(control(form, "Name"), "Guilt")
    vault.db.execute("PRAGMA query_only = 1")
    qtbot.mouseClick(control(form, "Add it"), LEFT)
    assert form.isVisible()
    assert control(form, "Name").text() == "Guilt"

    vault.db.execute("PRAGMA query_only = 0")
    qtbot.mouseClick(control(form, "Add it"), LEFT)

    assert [each.label for each in own(journal)] == ["Guilt"]


def test_an_own_scale_is_removed_after_a_question_and_comes_back_by_undo(
    *, qtbot, page, control, journal, guilt, dialog, choose
):
    page.refresh()
    choose(page, "More for the scale Guilt", "Remove it…")
    question = dialog(page)
    assert question.focusWidget() is control(question, "Keep it")
    qtbot.mouseClick(control(question, "Remove it"), LEFT)
    assert own(journal) == []

    journal.undo()

    assert own(journal) == [guilt]


# The order.


def test_a_scale_is_moved_by_keys_and_keeps_the_keyboard(page, control, journal):
    control(page, "Overwhelm").setFocus()
    for _ in range(2):
        held = QApplication.focusWidget() or page
        QTest.keyClick(held, Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert labels(journal)[:2] == ["Mood", "Overwhelm"]
    assert control(page, "Overwhelm").hasFocus()
    assert control(page, "Overwhelm").isChecked()


def test_a_scale_is_moved_from_its_menu(page, journal, choose):
    choose(page, "More for the scale Mood", "Ask it later")
    assert labels(journal)[:2] == ["Anxiety", "Mood"]

    choose(page, "More for the scale Mood", "Ask it earlier")
    assert labels(journal)[:2] == ["Mood", "Anxiety"]


def test_a_scale_is_moved_by_dragging(qtbot, page, control, journal):
    tick = control(page, "Energy")
    grip = next(each for each in tick.parentWidget().children() if type(each).__name__ == "Grip")
    above = control(page, "Mood")
    top = grip.mapFromGlobal(above.mapToGlobal(QPoint(0, 0)))

    qtbot.mousePress(grip, LEFT, pos=QPoint(5, 5))
    qtbot.mouseMove(grip, pos=QPoint(5, top.y() - 2))
    qtbot.mouseRelease(grip, LEFT, pos=QPoint(5, top.y() - 2))

    assert labels(journal)[:3] == ["Energy", "Mood", "Anxiety"]


# Own words for feelings.


def pick(box, text):
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def test_own_words_are_shown_by_family_and_hidden(qtbot, page, control, journal):
    word = journal.feelings.named("sad", "grey")
    pick(control(page, "Close to"), "Sad")

    qtbot.mouseClick(control(page, "grey"), LEFT)

    assert journal.feelings.all() == [replace(word, is_shown=False)]


def test_a_word_is_added_put_otherwise_and_removed(
    *, qtbot, page, control, journal, dialog, choose, until
):
    qtbot.mouseClick(control(page, "Add a word for a feeling"), LEFT)
    qtbot.keyClicks(control(page, "Add a word for a feeling"), "like a hare\r")
    (word,) = journal.feelings.all()
    assert (word.family, word.text) == ("afraid", "like a hare")

    choose(page, "More for the word like a hare", "Put it otherwise…")
    form = dialog(page)
    editor = control(form, "Words")
    editor.selectAll()
    qtbot.keyClicks(editor, "like a rabbit")
    qtbot.mouseClick(control(form, "Change it"), LEFT)
    assert [each.text for each in journal.feelings.all()] == ["like a rabbit"]

    checkin = CheckIn(
        felt_at=journal.now(),
        day=journal.today(),
        feelings=frozenset({Feeling(family="afraid", word=word.id)}),
    )
    journal.checkins.record(checkin)
    until(lambda: not [each for each in page.findChildren(QDialog) if each.isVisible()])
    choose(page, "More for the word like a rabbit", "Remove it")
    assert journal.feelings.all() == []
    assert journal.checkins.find(checkin.id) == checkin
    journal.undo()
    assert [each.id for each in journal.feelings.all()] == [word.id]


def test_a_family_without_own_words_says_so(page, control, words):
    pick(control(page, "Close to"), "Glad")

    assert "None of your own close to “Glad” yet." in words(page)


# For everybody.


def test_the_form_can_be_heard_and_reached(qtbot, page, control, dialog, audit):
    qtbot.mouseClick(control(page, ADD), LEFT)

    assert audit(dialog(page, ScaleDialog)) == []
