import pytest

from correlation import kendall, spearman, strength


def test_same_and_opposite_order():
    for coefficient in (spearman, kendall):
        assert coefficient([1, 2, 3, 4], [10, 20, 30, 70]) == pytest.approx(1)
        assert coefficient([1, 2, 3, 4], [9, 7, 2, 1]) == pytest.approx(-1)


def test_spearman():
    assert spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.8)


def test_spearman_with_ties():
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486833)


def test_kendall():
    assert kendall([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.6)


def test_kendall_with_ties():
    assert kendall([1, 2, 2, 3], [4, 5, 6, 7]) == pytest.approx(0.9128709)


def test_kendall_with_pairs_tied_in_both():
    assert kendall([1, 1, 2, 3], [5, 5, 8, 6]) == pytest.approx(0.6)


def test_constant_lists():
    assert kendall([1, 1, 1], [1, 2, 3]) is None
    assert spearman([1, 2, 3], [4, 4, 4]) is None
    assert kendall([1], [1]) is None


def test_lists_of_different_lengths():
    for coefficient in (spearman, kendall):
        with pytest.raises(ValueError):
            coefficient([1, 2], [1, 2, 3])


def test_strength():
    words = [strength(each) for each in (0.05, -0.3, 0.5, -0.9, None)]
    assert words == ["none", "weak", "moderate", "strong", "unknown"]
