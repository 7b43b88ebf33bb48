from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.checkin import LineKind, NoteLine
from sessiondesk.ui import note_draft
from sessiondesk.ui.note_draft import NoteDraft

offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=offsets)
a_line = st.builds(
    NoteLine,
    text=st.text().map(lambda text: text.replace("\n", " ")),
    kind=st.sampled_from(LineKind),
)
a_draft = st.builds(
    NoteDraft,
    felt_at=moments.map(lambda moment: moment.replace(microsecond=0)),
    day=st.dates(),
    is_entered_later=st.booleans(),
    lines=st.lists(a_line).map(tuple),
)


@given(kept=a_draft)
def test_a_draft_comes_back_as_it_was(kept):
    found = note_draft.from_text(note_draft.to_text(kept))

    assert found is not None
    assert found == kept
    # Two moments are equal across time zones; the wall clock has to come back as well.
    assert found.felt_at.utcoffset() == kept.felt_at.utcoffset()


@given(text=st.text())
def test_what_is_no_draft_is_left_alone(text):
    assert note_draft.from_text(text) is None


def test_a_draft_never_shows_its_words():
    kept = NoteDraft(
        felt_at=datetime(2026, 5, 12, 12, tzinfo=UTC),
        day=datetime(2026, 5, 12).date(),
        lines=(NoteLine(text="marker"),),
    )

    assert "marker" not in repr(kept)
