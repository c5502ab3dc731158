from fractions import Fraction

import pytest

from ranks import ranks, tie_groups


def test_ranks_without_ties():
    assert ranks([30, 10, 20]) == [3, 1, 2]
    assert ranks([]) == []


def test_average_ranks():
    assert ranks([7, 5, 7, 9]) == [Fraction(5, 2), 1, Fraction(5, 2), 4]


@pytest.mark.parametrize("ties,expected", [("min", [2, 1, 2, 4]), ("max", [3, 1, 3, 4]), ("dense", [2, 1, 2, 3])])
def test_other_ranks(ties, expected):
    assert ranks([7, 5, 7, 9], ties) == expected


def test_unknown_ties():
    with pytest.raises(ValueError):
        ranks([1, 2], "middle")


def test_tie_groups():
    assert tie_groups([3, 1, 3]) == [(1, 1), (3, 2)]
