import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.store import folding

# What is written in Europe, and what it is quick to look at.
european = st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("“”’…‧\u2013"))
anything = st.text() | st.text(
    st.sampled_from(
        'aÉß łøŉ½²e\u0301\u0323か\u3099が한\u1112\u1161\u11ab日ก็हिी👩\u200d💻❤\ufe0f🇩🇪\x00\n-’"٣'
    )
)


@pytest.mark.parametrize(
    ("text", "fold"),
    [
        ("Łódź, STRASSE and straße", "lodz strasse and strasse"),
        ("Crème brûlée; Ærø, Þór, Đurđa", "creme brulee aero thor durda"),
        ("don’t and don't", "don t and don t"),
        ("İstanbul \u0131s\u0131", "istanbul isi"),
        ("ﬁne ½ m²", "fine 1 2 m2"),
        ("Ἀχιλλεύς ΑΧΙΛΛΕΥΣ", "αχιλλευσ αχιλλευσ"),
        ("日本語 テスト", "日 本 語 テ ス ト"),
        ("iPhone手机", "iphone 手 机"),
        ("한국어", "한 국 어"),
        ("ก็ดี", "ก ็ ด ี"),
        ("हिन्दी", "हिन्दी"),
        ("العَرَبِيَّة", "العربية"),
        ("שָׁלוֹם", "שלום"),
        ("٣ مرات", "3 مرات"),
        ("🙂 ok ❤️ 👍🏽 👩‍💻 🇩🇪", "🙂 ok ❤ 👍 👩 💻 🇩 🇪"),
        ("€20 and 5 ° → up", "€ 20 and 5 ° → up"),
        ("so\u00adft hy\u200bphen", "soft hyphen"),
        ("tab\tand\x00nothing", "tab and nothing"),
        ("C++ <b>bold</b> & 100%", "c b bold b 100"),
        ("…", ""),
        ("", ""),
    ],
)
def test_only_what_matters_for_finding_is_left(text, fold):
    assert folding.fold(text) == fold


@pytest.mark.parametrize(
    ("one", "other"),
    [("é", "e\u0301"), ("が", "か\u3099"), ("한", "\u1112\u1161\u11ab"), ("ṩ", "s\u0307\u0323")],
)
def test_it_is_the_same_however_marks_are_put_together(one, other):
    assert folding.fold(one) == folding.fold(other)


@settings(deadline=None)
@given(text=anything | european)
def test_the_words_with_their_places_are_those_of_the_fold(text):
    words = list(folding.words(text))

    assert " ".join(word.fold for word in words) == folding.fold(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(one.start <= other.start for one, other in pairwise(words))


@settings(deadline=None)
@given(text=european)
def test_the_quick_way_through_european_writing_finds_the_same_words(text):
    assert list(folding.words(text)) == list(folding._words_by_character(text))


def test_a_word_has_its_marks_in_its_place():
    text = "so cafe\u0301s, がか\u3099"

    assert [text[word.start : word.end] for word in folding.words(text)] == [
        "so",
        "cafe\u0301s",
        "が",
        "か\u3099",
    ]


def test_the_engine_takes_every_word_for_a_word_as_it_is(db):
    assigned = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] != "C"]
    every = folding.fold(" ".join(assigned))

    db.execute("INSERT INTO search (rowid, folded) VALUES (1, ?)", (every,))

    # It may take one letter for a variant of another one, but none for a blank.
    db.execute("CREATE VIRTUAL TABLE temp.found USING fts5vocab (main, search, row)")
    (count,) = db.execute("SELECT sum(cnt) FROM temp.found").fetchone()
    assert count == len(every.split()) > 100_000
