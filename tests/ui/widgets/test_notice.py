"""Notices stay in the flow, and dialogs ask one question with a safe way out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.notice import Kind, Notice

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("kind", list(Kind))
def test_a_notice_is_announced_by_its_words(theme, show, kind):
    notice = Notice(kind, "A copy was made", "Both copies are sealed.", theme)
    show(notice)

    assert notice.accessibleName() == "A copy was made"
    assert notice.accessibleDescription() == "Both copies are sealed."
    notice.announce()


def test_a_notice_goes_away_only_when_it_is_put_away(qtbot, theme, show, control):
    notice = Notice(Kind.CARE, "The printer is on the network", "", theme, can_close=True)
    window = show(notice)

    with qtbot.waitSignal(notice.closed):
        qtbot.mouseClick(control(window, "Close this notice"), LEFT)

    assert not notice.isVisible()


def test_a_sentence_by_itself_is_one_slim_line(theme, show):
    slim = Notice(Kind.INFO, "", "Made-up data.", theme)
    with_title = Notice(Kind.INFO, "Made-up data", "", theme)
    with_action = Notice(Kind.INFO, "", "Made-up data.", theme)
    with_action.add_action("Start my own")
    show(slim, with_title, with_action)

    assert slim.height() <= 40
    assert slim.height() < with_title.height() < with_action.height()


def test_an_action_is_a_button_at_its_foot(qtbot, theme, show, control):
    notice = Notice(Kind.STOP, "", "The disk is full.", theme)
    again = notice.add_action("Try again")
    window = show(notice)

    with qtbot.waitSignal(again.clicked):
        qtbot.mouseClick(control(window, "Try again"), LEFT)


@pytest.fixture
def ask(qtbot, theme):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()

    def ask_(**options: bool) -> Question:
        says = "It moves to the shelf with its history. You can take it up again at any time."
        question = Question(
            "Let this goal go?",
            says,
            theme,
            verb="Let it go",
            keep="Keep it",
            parent=page,
            **options,
        )
        question.open()
        question.activateWindow()
        return question

    yield ask_
    page.close()


def test_the_buttons_repeat_the_verb(qtbot, ask, control):
    question = ask()

    with qtbot.waitSignal(question.accepted):
        qtbot.mouseClick(control(question, "Let it go"), LEFT)


def test_escape_is_the_safe_way_out(qtbot, ask):
    question = ask()

    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question, Qt.Key.Key_Escape)


def test_where_something_is_removed_the_safe_button_has_the_focus(ask, control):
    question = ask(removes=True)

    assert question.focusWidget() is control(question, "Keep it")


def test_a_question_goes_away_when_it_is_answered(qtbot, ask, control):
    question = ask()

    with qtbot.waitSignal(question.destroyed):
        qtbot.mouseClick(control(question, "Keep it"), LEFT)


def test_everything_can_be_reached_and_hit(theme, show, ask, audit):
    notice = Notice(Kind.INFO, "Title", "Body", theme, can_close=True)
    notice.add_action("Show my safety plan")

    assert audit(show(notice)) == []
    assert audit(ask()) == []
