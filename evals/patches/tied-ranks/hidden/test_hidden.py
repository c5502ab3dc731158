import random
from fractions import Fraction
from itertools import combinations
from math import isclose, sqrt

import pytest

from correlation import kendall, spearman, strength
from ranks import ranks, tie_groups


def lists(count):
    chance = random.Random(55)
    for _ in range(count):
        length = chance.randint(0, 9)
        highest = chance.choice([1, 2, 3, 5, 50])
        yield tuple([chance.randint(-1, highest) for _ in range(length)] for _ in range(2))


def sign(number):
    return 0 if number == 0 else 1 if number > 0 else -1


def plain_kendall(a, b):
    """The correlation of the signs of all differences."""
    x = [sign(p - q) for p, q in combinations(a, 2)]
    y = [sign(p - q) for p, q in combinations(b, 2)]
    if not any(x) or not any(y):
        return None
    return sum(p * q for p, q in zip(x, y)) / sqrt(sum(p * p for p in x) * sum(q * q for q in y))


def plain_ranks(values, ties):
    found = []
    for value in values:
        less = sum(other < value for other in values)
        same = values.count(value)
        found.append(
            {
                "min": less + 1,
                "max": less + same,
                "average": less + Fraction(same + 1, 2),
                "dense": len({other for other in values if other < value}) + 1,
            }[ties]
        )
    return found


def plain_spearman(a, b):
    x, y = plain_ranks(a, "average"), plain_ranks(b, "average")
    if len(set(x)) <= 1 or len(set(y)) <= 1:
        return None
    n = len(x)
    covariance = sum(p * q for p, q in zip(x, y)) - sum(x) * sum(y) / Fraction(n)
    spread = [sum(p * p for p in each) - sum(each) ** 2 / Fraction(n) for each in (x, y)]
    return float(covariance) / sqrt(spread[0] * spread[1])


def alike(found, expected):
    if found is None or expected is None:
        return found is expected
    return isinstance(found, float) and isclose(found, expected, abs_tol=1e-9)


def test_kendall():
    for a, b in lists(1500):
        assert alike(kendall(a, b), plain_kendall(a, b)), (a, b)


def test_kendall_is_the_same_both_ways_round():
    for a, b in lists(300):
        assert alike(kendall(b, a), plain_kendall(a, b)), (a, b)
        opposite = kendall([-each for each in a], b)
        assert alike(opposite, None if plain_kendall(a, b) is None else -plain_kendall(a, b)), (a, b)


def test_kendall_of_words():
    for a, b in lists(200):
        words = [["low", "mid", "nil", "top"][each % 4] for each in a]
        numbers = [each % 4 for each in a]
        assert alike(kendall(words, b), plain_kendall(numbers, b)), (words, b)


def test_spearman():
    for a, b in lists(1000):
        assert alike(spearman(a, b), plain_spearman(a, b)), (a, b)


def test_ranks():
    for a, _ in lists(500):
        for ties in ("average", "min", "max", "dense"):
            assert ranks(a, ties) == plain_ranks(a, ties), (a, ties)
        assert ranks(a) == plain_ranks(a, "average")
        assert tie_groups(a) == [(value, a.count(value)) for value in sorted(set(a))]


def test_strength():
    for hundredths in range(-100, 101):
        size = abs(hundredths)
        expected = "none" if size < 10 else "weak" if size < 40 else "moderate" if size < 70 else "strong"
        assert strength(hundredths / 100) == expected
    assert strength(None) == "unknown"


def test_refusals():
    for a, b in (([], [1]), ([1, 2], [1]), ([1], [1, 2, 3])):
        for coefficient in (spearman, kendall):
            with pytest.raises(ValueError):
                coefficient(a, b)
    for ties in ("", "mean", "MIN", None):
        with pytest.raises(ValueError):
            ranks([1], ties)


def test_lists_stay_as_they_are():
    for a, b in lists(100):
        before = (list(a), list(b))
        kendall(a, b), spearman(a, b), ranks(a)
        assert (a, b) == before
