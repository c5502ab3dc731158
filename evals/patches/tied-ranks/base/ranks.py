"""Ranks of values, with several ways to treat ties."""

from fractions import Fraction


def tie_groups(values):
    """The sorted different values, each with how often it occurs: a list of (value, count)."""
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items())


def ranks(values, ties="average"):
    """The rank of each value, in the order of the values; the smallest has rank 1.

    Equal values have the same rank. With `ties="min"` it is the lowest of the ranks that they take up together, with
    "max" the highest, and with "average" the mean of these, a Fraction. With "dense" the next different value always has
    the next rank, so that no rank is left out. Any other way raises ValueError.
    """
    if ties not in ("average", "min", "max", "dense"):
        raise ValueError("there are no ties of the kind %s" % ties)
    rank_of = {}
    before = 0
    for place, (value, count) in enumerate(tie_groups(values), 1):
        if ties == "min":
            rank_of[value] = before + 1
        elif ties == "max":
            rank_of[value] = before + count
        elif ties == "dense":
            rank_of[value] = place
        else:
            rank_of[value] = Fraction(2 * before + count + 1, 2)
        before += count
    return [rank_of[value] for value in values]
