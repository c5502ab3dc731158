"""Where the posts of a fence stand."""

from math import ceil

from line import between, distance, stretches

# What reckoning with fractions may be off by.
TOLERANCE = 1e-9


def posts(points, every):
    """Yields the places of posts along a line: the first at its beginning, each next one `every` further along.

    The way is measured along the line, around its corners, which need not have a post. The last post is the last one that
    still is on the line; its very end counts, though reckoning should be off by the tolerance. A line of a single point has
    one post, without points there is none. Raises ValueError, before the first post, when `every` is not above 0.
    """
    if every <= 0:
        raise ValueError("no distance between posts: %s" % every)
    return _posts(list(points), every)


def _posts(points, every):
    if points:
        yield tuple(points[0])
    for a, b in stretches(points):
        whole = distance(a, b)
        along = every
        while along <= whole + TOLERANCE:
            yield between(a, b, min(along / whole, 1))
            along += every


def corner_posts(points, widest):
    """Yields places with a post at every corner and at both ends, and between them as few as make no gap wider than `widest`.

    The gaps of one stretch are alike. Raises ValueError, before the first post, when `widest` is not above 0.
    """
    if widest <= 0:
        raise ValueError("no gap between posts: %s" % widest)
    return _corner_posts(list(points), widest)


def _corner_posts(points, widest):
    if points:
        yield tuple(points[0])
    for a, b in stretches(points):
        gaps = ceil(distance(a, b) / widest - TOLERANCE)
        for number in range(1, gaps):
            yield between(a, b, number / gaps)
        yield tuple(b)
