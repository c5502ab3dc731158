"""Rank correlation of two lists of values that belong together pair by pair.

Both coefficients are floats between -1 and 1. They are None if all values of one list are equal, for then nothing can be
said, and so they are for lists of fewer than two values. Lists of different lengths raise ValueError.
"""

from math import sqrt

from ranks import ranks, tie_groups


def _check(first, second):
    if len(first) != len(second):
        raise ValueError("%d values cannot be paired with %d" % (len(first), len(second)))


def spearman(first, second):
    """Spearman's rho: the correlation of the average ranks."""
    _check(first, second)
    a, b = ranks(first), ranks(second)
    if len(set(a)) < 2 or len(set(b)) < 2:
        return None
    mean = (len(a) + 1) / 2
    together = sum((x - mean) * (y - mean) for x, y in zip(a, b))
    return float(together / sqrt(sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)))


def _pairs(count):
    return count * (count - 1) // 2


def kendall(first, second):
    """Kendall's tau-b: concordant less discordant pairs, over the geometric mean of the pairs not tied in each list.

    Two pairs are concordant if both lists put them into the same order, discordant if they put them into opposite orders,
    and neither if they are tied in one of the lists.
    """
    _check(first, second)
    concordant = discordant = 0
    for i in range(len(first)):
        for j in range(i):
            if (first[i] > first[j]) == (second[i] > second[j]):
                concordant += 1
            else:
                discordant += 1
    untied = [
        _pairs(len(values)) - sum(_pairs(count) for _, count in tie_groups(values))
        for values in (first, second)
    ]
    if 0 in untied:
        return None
    return (concordant - discordant) / sqrt(untied[0] * untied[1])


def strength(coefficient):
    """A word for a coefficient: "none" below 0.1, "weak" below 0.4, "moderate" below 0.7, else "strong"; the sign does not
    matter. None is "unknown"."""
    if coefficient is None:
        return "unknown"
    for limit, word in ((0.1, "none"), (0.4, "weak"), (0.7, "moderate")):
        if abs(coefficient) < limit:
            return word
    return "strong"
