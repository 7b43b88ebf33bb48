"""What belongs to one answer: an example in own words, and the session it has to do with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.ids import SignId, TherapySessionId
from sessiondesk.domain.sign import Sign
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.kept_words import KeptWords
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.own_words import OwnWords

_EDITOR = "sign.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChoice:
    """A therapy session that a sign can be tied to.

    Attributes:
        id: Its identity.
        name: What it is called in a menu.
    """

    id: TherapySessionId
    name: str


class Example(QWidget):
    """Stands below an answer.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        brings_up: The example should be brought up; carries a ``BringUpOffer``.
    """

    failed = Signal(object, object)
    brings_up = Signal(object)

    def __init__(
        self, sentence: str, journal: Journal, theme: Theme, *, can_be_brought_up: bool
    ) -> None:
        """Make it for the sign that says ``sentence``, without an answer yet."""
        super().__init__()
        self._journal = journal
        self._sign: Sign | None = None
        self._choices: Sequence[SessionChoice] = ()
        self._editor = OwnWords(
            self.tr("An example: {sign}").format(sign=sentence),
            theme,
            placeholder=self.tr("An example, if one comes to mind"),
            lines=(1, 6),
            role=Role.OWN_LINE,
        )
        self._words = KeptWords(self._editor, _EDITOR, Kind.SIGN, journal, keep=self._keep)
        self._words.failed.connect(self.failed)
        self._session = buttons.quiet("", theme, icon="messages-square", opens=True)
        self._session.set_height(40)
        self._session.clicked.connect(self._on_session)
        self._bring = buttons.quiet(self.tr("Bring up"), theme, icon="corner-up-right")
        self._bring.set_height(40)
        self._bring.clicked.connect(self._on_bring)
        self._bring.setAccessibleName(self.tr("Bring up: {sign}").format(sign=sentence))
        self._sentence = sentence
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), 0, 0, theme.px(4))
        row.setSpacing(theme.px(4))
        row.addWidget(self._editor, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self._session, self._bring):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        # Only now: by itself it would be a window.
        self._bring.setVisible(can_be_brought_up)
        self.setFocusProxy(self._editor)

    def show_sign(self, sign: Sign, choices: Sequence[SessionChoice]) -> None:
        """Show what belongs to ``sign``; words that are being typed stay.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._sign = sign
        self._choices = choices
        self._words.show(sign.id, sign.example)
        self._editor.editor.setReadOnly(self._journal.is_read_only)
        tied = next((each.name for each in choices if each.id == sign.session_id), "")
        if sign.session_id is not None and not tied:
            tied = self.tr("An earlier session")
        self._session.setText(tied or self.tr("Session"))
        name = self.tr("Session it has to do with: {sign}").format(sign=self._sentence)
        self._session.setAccessibleName(name)
        self._session.setAccessibleDescription(tied)
        self._session.setVisible(bool(choices or tied))

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: It was not kept; it stays in its place.
        """
        self._words.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not kept, as drafts."""
        return self._words.unsaved()

    def _keep(self, text: str, draft: str) -> None:
        sign = self._current()
        if sign is not None:
            self._journal.signs.record(replace(sign, example=text), settles=(draft,))

    def _current(self) -> Sign | None:
        """Return the sign as it is on disk; one that is gone is brought back by its words."""
        return (
            None if self._sign is None else self._journal.signs.find(self._sign.id) or self._sign
        )

    def _on_session(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        tied = None if self._sign is None else self._sign.session_id
        nothing = (None, self.tr("None in particular"))
        for id_, name in (nothing, *((each.id, each.name) for each in self._choices)):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(id_ == tied)
            group.addAction(action)
            action.triggered.connect(partial(self._tie, id_))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._session.mapToGlobal(QPoint(0, self._session.height())))

    def _tie(self, session_id: TherapySessionId | None) -> None:
        try:
            sign = self._current()
            if sign is not None:
                self._journal.signs.record(replace(sign, session_id=session_id))
        except StoreError as error:
            self.failed.emit(error, partial(self._tie, session_id))

    def _on_bring(self) -> None:
        if self._sign is not None:
            self.brings_up.emit(
                BringUpOffer(
                    text=self._editor.text.strip() or self._sentence,
                    source=SourceKind.SIGN,
                    source_id=SignId(self._sign.id),
                )
            )
