from sessiondesk.store import engine


def test_the_engine_says_what_it_is():
    found = engine.versions()

    assert found.sqlite.startswith("3.")
    assert found.cipher.startswith("4.")
