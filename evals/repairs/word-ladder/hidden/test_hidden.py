from ladder import differ_by_one, ladder


def test_longer_and_shorter_words_are_no_steps():
    assert not differ_by_one("cat", "cab" + "s")
    assert not differ_by_one("", "a")
    assert not differ_by_one("a", "")
    assert not differ_by_one("cat", "catx")


def test_a_mixed_dictionary():
    words = ["a", "i", "it", "at", "ats", "cat", "bat", "bit", "bits"]
    assert ladder("cat", "bit", words) == ["cat", "bat", "bit"]
