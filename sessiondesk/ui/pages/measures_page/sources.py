"""How was this worked out: by what rules, from where, and under what licence, in plain text."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.scale import Better
from sessiondesk.ui import wording_measures
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.labels import Hairline, Label


def dialog(instruments: Sequence[Instrument], theme: Theme, parent: QWidget) -> ReadingDialog:
    """Return the dialog that tells it of these ``instruments``; show it with ``open()``."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, theme.px(12), 0)
    column.setSpacing(theme.px(8))
    for sentence in (
        _tr(
            "Each total is added up by the rule that its questionnaire was published with. With "
            "a row open there is no total: nothing is filled in for you."
        ),
        _tr(
            "A change is called reliable when it is as large as the published number of points, "
            "which is more than such a form moves by itself. Nothing is estimated from your own "
            "results, and forms are never averaged with each other."
        ),
        _tr(
            "The start is your first form from four weeks before this therapy on, and from the "
            "third form on the mean of the first two."
        ),
        _tr(
            "What this cannot tell: why something changed, and whether you have a condition. "
            "That takes a person who can ask you back."
        ),
    ):
        column.addWidget(labels.body(sentence, theme))
    for instrument in instruments:
        column.addSpacing(theme.px(4))
        column.addWidget(Hairline(theme))
        column.addWidget(Label(instrument.long_title, theme, Role.CARD_TITLE))
        for line in lines(instrument):
            column.addWidget(Label(line, theme, Role.CAPTION, colour="ink2"))
    column.addStretch(1)
    return ReadingDialog(_tr("How was this worked out?"), content, theme, parent)


def lines(instrument: Instrument) -> Sequence[str]:
    """Return where an instrument is from, its thresholds with their sources, and its licence."""
    found = [_tr("Published in: {source}").format(source=instrument.source)]
    if instrument.bands:
        bands = [
            _tr("{first} to {last} {word}").format(
                first=band.first, last=band.last, word=band.label
            )
            for band in instrument.bands
        ]
        found.append(_tr("Its words for the ranges: {ranges}.").format(ranges=", ".join(bands)))
    change = instrument.reliable_change
    if change is None:
        found.append(
            _tr("The program knows no published size of a change that counts, so it judges none.")
        )
    else:
        found.append(
            _tr("Reliable change: {points} or more. {source}").format(
                points=wording_measures.points(change.points), source=change.source
            )
        )
    cut_off = instrument.cut_off
    if cut_off is not None:
        pattern = (
            _tr("A clinician would look closer from {points} up. {source}")
            if instrument.better is Better.LOWER
            else _tr("A clinician would look closer from {points} down. {source}")
        )
        if cut_off.pairs:
            pattern = _tr(
                "A clinician would look closer where one of its pairs of questions adds up to "
                "{points} or more. {source}"
            )
        points = wording_measures.points(cut_off.points)
        found.append(pattern.format(points=points, source=cut_off.source))
    found += [
        _tr("Licence: {name}. {line}").format(
            name=instrument.licence.name, line=instrument.licence.attribution
        ),
        _tr("Read at: {places}").format(places="; ".join(instrument.licence.where)),
    ]
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("measures_page", text)
