from toc import contents, heading


def test_titles_keep_what_is_theirs():
    for title in ("F#", "issue #", "a # b", "##x"):
        assert heading(f"### {title}") == (3, title)


def test_levels():
    assert contents("### F#\n# x") == ["    - F#", "- x"]
