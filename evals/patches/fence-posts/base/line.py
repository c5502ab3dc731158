"""Lines through points, which are tuples (x, y), with straight stretches between them."""

from math import hypot


def distance(one, other):
    """How far two points are from each other."""
    return hypot(other[0] - one[0], other[1] - one[1])


def stretches(points):
    """The pairs of points next to each other, without those that are in one place."""
    return [(a, b) for a, b in zip(points, points[1:]) if a != b]


def length(points):
    """How long the line is, along all of its corners; 0 for less than two points."""
    return sum(distance(a, b) for a, b in stretches(points))


def between(one, other, share):
    """The point at such a share of the way from one point to the other: 0 is the one, 1 the other."""
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def closed(points):
    """The same line with a last stretch back to its first point, unless it ends there already."""
    points = list(points)
    if points and points[-1] != points[0]:
        points.append(points[0])
    return points
