"""Polygons as lists of (x, y) corners in either direction, without repeating the first. Fewer than three corners raise ValueError."""
import math


def _edges(corners):
    if len(corners) < 3:
        raise ValueError("not a polygon")
    return list(zip(corners, corners[1:] + corners[:1]))


def area(corners):
    """The area, never negative."""
    total = 0
    for (x1, y1), (x2, y2) in _edges(corners):
        total += x1 * y2 - x2 * y1
    return total / 2


def perimeter(corners):
    return sum(math.dist(a, b) for a, b in _edges(corners))


def contains(corners, point):
    """True for points inside; for points on an edge nothing is promised."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in _edges(corners):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
