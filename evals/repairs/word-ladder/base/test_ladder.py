from ladder import differ_by_one, ladder


def test_one_letter():
    assert differ_by_one("cat", "cot")
    assert not differ_by_one("cat", "dog")


def test_a_ladder():
    assert ladder("cat", "dog", ["cot", "cog", "dog", "cut"]) == ["cat", "cot", "cog", "dog"]


def test_words_of_other_lengths():
    assert not differ_by_one("cat", "at")
    assert ladder("cat", "cot", ["at", "cots", "cot"]) == ["cat", "cot"]


def test_no_ladder():
    assert ladder("cat", "dog", ["dog"]) is None
