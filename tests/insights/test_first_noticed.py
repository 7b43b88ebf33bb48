from datetime import date

from sessiondesk.insights.first_noticed import first_noticed

NAMED = date(2026, 5, 3)
LINKED = [date(2026, 2, 11), date(2026, 4, 2), date(2026, 4, 20)]


def test_the_three_dates_stand_side_by_side():
    found = first_noticed(NAMED, LINKED, [date(2026, 1, 20), date(2026, 3, 1)])

    assert (found.named_on, found.first_linked, found.first_written) == (
        NAMED,
        date(2026, 2, 11),
        date(2026, 1, 20),
    )


def test_words_after_the_first_link_are_no_news():
    assert first_noticed(NAMED, LINKED, [date(2026, 2, 11)]).first_written is None
    assert first_noticed(NAMED, [], [date(2026, 2, 11)]).first_written == date(2026, 2, 11)


def test_months_without_an_entry_count_as_none():
    found = first_noticed(NAMED, LINKED, [])

    assert found.by_month == (
        (date(2026, 2, 1), 1),
        (date(2026, 3, 1), 0),
        (date(2026, 4, 1), 2),
    )


def test_months_go_over_the_turn_of_the_year():
    found = first_noticed(NAMED, [date(2026, 1, 2), date(2025, 12, 30)], [])

    assert found.by_month == ((date(2025, 12, 1), 1), (date(2026, 1, 1), 1))


def test_what_was_never_linked_has_no_months():
    found = first_noticed(NAMED, [], [])

    assert (found.first_linked, found.first_written, found.by_month) == (None, None, ())


def test_of_words_the_entries_that_have_them_are_counted():
    found = first_noticed(None, (), [date(2026, 3, 2), date(2026, 1, 20), date(2026, 3, 9)])

    assert (found.named_on, found.first_linked) == (None, None)
    assert found.first_written == date(2026, 1, 20)
    assert found.by_month == (
        (date(2026, 1, 1), 1),
        (date(2026, 2, 1), 0),
        (date(2026, 3, 1), 2),
    )
