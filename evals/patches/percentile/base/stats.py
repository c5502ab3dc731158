"""Descriptive statistics of lists of numbers. None of them changes the list; an empty list raises ValueError."""


def median(values):
    """The middle value, or the mean of the two in the middle."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle]


def percentile(values, share):
    """The smallest value that at least `share` (0 to 100) percent of the values do not exceed; the least value for 0."""
    if not values:
        raise ValueError("no values")
    if share < 0 or share > 100:
        raise ValueError("not a percentage: %s" % share)
    ordered = sorted(values)
    count = -(-len(ordered) * share // 100)
    return ordered[max(int(count) - 1, 0)]


def spread(values):
    """The distance from the least to the greatest."""
    if not values:
        raise ValueError("no values")
    return max(values) - min(values)
