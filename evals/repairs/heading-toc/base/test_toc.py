from toc import contents, heading


def test_a_heading():
    assert heading("## Notes") == (2, "Notes")
    assert heading("plain") is None
    assert heading("#tag") is None


def test_a_language_with_a_sharp():
    assert heading("# C#") == (1, "C#")


def test_contents():
    assert contents("# A\ntext\n## B\n# C") == ["- A", "  - B", "- C"]
