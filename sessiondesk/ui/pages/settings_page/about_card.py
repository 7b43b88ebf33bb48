"""About: the version, what is new, and the licences of everything inside."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QPlainTextEdit

import sessiondesk
from sessiondesk import paths
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow


class AboutCard(Card):
    """Names the version and opens the texts shipped with the program."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("About SessionDesk"),
            self.tr("Version {version}").format(version=sessiondesk.__version__),
        )
        self._theme = theme
        self.body.addWidget(
            labels.body(
                self.tr(
                    "A private journal for people in psychotherapy. Free software under the GNU "
                    "General Public License, version 3 or later. It describes; it does not "
                    "diagnose, and it is no substitute for your therapist."
                ),
                theme,
            )
        )
        row = Flow(spacing=theme.px(8))
        for path in _texts():
            button = buttons.quiet(_name(path), theme, icon="file-text")
            button.setObjectName(str(path))
            button.clicked.connect(self._on_clicked)
            row.add(button)
        self.body.addWidget(row)

    @Slot()
    def _on_clicked(self) -> None:
        path = Path(self.sender().objectName())
        text = QPlainTextEdit(path.read_text("utf-8"))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(self._theme.font(Role.BODY))
        ReadingDialog(_name(path), text, self._theme, self).open()


def _texts() -> list[Path]:
    resources = paths.resources()
    changelog = resources / "docs" / "changelog.md"
    licences = sorted((resources / "licences").glob("*.txt"))
    return [*([changelog] if changelog.exists() else []), *licences]


def _name(path: Path) -> str:
    if path.suffix == ".md":
        return QCoreApplication.translate("AboutCard", "What’s new")
    return path.stem.replace("-", " ")
