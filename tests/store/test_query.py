from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.store import query
from sessiondesk.store.query import Term


def test_each_word_is_the_beginning_of_one():
    assert query.terms("Mum call") == [Term(("mum",), True), Term(("call",), True)]


def test_what_belongs_together_stands_together():
    assert query.terms('"going quiet"') == [Term(("going", "quiet"), False)]
    assert query.terms("„going quiet“ ok") == [
        Term(("going", "quiet"), False),
        Term(("ok",), True),
    ]


def test_an_open_quotation_is_still_being_typed():
    assert query.terms('"going qui') == [Term(("going", "qui"), True)]


def test_a_word_in_several_pieces_stays_in_one_piece():
    assert query.terms("don’t") == [Term(("don", "t"), True)]
    assert query.terms("日本") == [Term(("日", "本"), False)]


def test_nothing_to_find_is_nothing():
    assert query.terms("") == []
    assert query.terms(' … "" - *') == []


def test_a_word_is_asked_for_once():
    assert query.terms("tired Tired TIRED") == [Term(("tired",), True)]


def test_a_whole_text_is_cut_short():
    assert len(query.terms(" ".join(f"word{n}" for n in range(1000)))) == 40
    assert len(query.terms('"' + " ".join(f"w{n}" for n in range(1000)))[0].words) == 40


def test_words_are_in_a_text_one_after_the_other():
    term = Term(("going", "qui"), True)

    assert term.is_in(["i", "am", "going", "quiet"])
    assert not term.is_in(["quiet", "going"])
    assert not term.is_in(["staying", "quiet"])
    assert not Term(("going", "qui"), False).is_in(["going", "quiet"])


def hits(text, typed, most=100):
    return [text[start:end] for start, end in query.spans(text, typed, most=most)]


def test_hits_are_the_whole_words_in_the_text_as_it_was_written():
    assert hits("Café, CAFÉS and a decaf", "cafe") == ["Café", "CAFÉS"]
    assert hits("cafe\u0301s", "café") == ["cafe\u0301s"]
    assert hits("I went quiet. Went  Quiet!", '"went quiet"') == ["went quiet", "Went  Quiet"]
    assert hits("東京と京都", "京都") == ["京都"]


def test_hits_that_run_into_each_other_are_one():
    assert hits("a b c", '"a b" "b c"') == ["a b c"]
    assert hits("don’t", "do don’t") == ["don’t"]


def test_no_more_hits_than_asked_for():
    assert len(hits("so " * 100, "so", most=7)) == 7


def test_a_megabyte_is_looked_through_in_pieces():
    text = "nothing here. " * 40_000 + "needle"

    assert hits(text, "needle") == ["needle"]
    assert query.first_span(text, "needle") == (len(text) - 6, len(text))


def test_the_first_hit_is_found_across_the_pieces():
    text = "x" * 290 + " one two"

    assert query.first_span(text, '"one two"') == (291, 298)
    assert query.first_span(text, "three") is None
    assert query.first_span(text, "") is None


@settings(deadline=None)
@given(text=st.text(), typed=st.text())
def test_no_text_and_nothing_typed_is_too_odd(text, typed):
    spans = query.spans(text, typed, most=50)

    places = [0, *(place for span in spans for place in span), len(text)]
    assert places == sorted(places)
    assert all(start < end for start, end in spans)


@settings(deadline=None)
@given(text=st.text(min_size=1), data=st.data())
def test_a_word_of_a_text_is_a_hit_in_it(text, data):
    typed = data.draw(st.sampled_from(text.split() or [text]))

    assert bool(query.spans(text, typed, most=50)) == bool(query.terms(typed))
