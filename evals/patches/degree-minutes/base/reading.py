"""Reads latitudes, longitudes and points. What can be read is told in the README."""

import re
from fractions import Fraction

LIMITS = {"NS": 90, "EW": 180}

ANGLE = re.compile(r"([NSEW]?)\s*(-?)\s*([\d.][\d.\s°'′\"″:]*?)\s*([NSEW]?)", re.IGNORECASE)
BETWEEN = re.compile(r"[\s°'′\"″:]+")


def parse_latitude(text):
    """The latitude as a Fraction of degrees."""
    return _angle(text, "NS")


def parse_longitude(text):
    """The longitude as a Fraction of degrees."""
    return _angle(text, "EW")


def parse_point(text):
    """(latitude, longitude) of a point."""
    halves = re.split("[,;]", text)
    if len(halves) != 2:
        raise ValueError("%r is no point" % text)
    return (parse_latitude(halves[0]), parse_longitude(halves[1]))


def _angle(text, letters):
    found = ANGLE.fullmatch(text.strip())
    if found is None:
        raise ValueError("%r is no angle" % text)
    before, minus, rest, after = found.groups()
    directions = [each.upper() for each in (before, minus, after) if each]
    if len(directions) > 1 or any(each not in letters + "-" for each in directions):
        raise ValueError("%r has no clear direction" % text)
    numbers = [each for each in BETWEEN.split(rest) if each]
    if len(numbers) > 3 or not all(re.fullmatch(r"\d+(\.\d+)?", each) for each in numbers):
        raise ValueError("%r is no angle" % text)
    if any("." in each for each in numbers[:-1]):
        raise ValueError("%r has decimals before its last number" % text)
    values = [Fraction(each) for each in numbers]
    if any(value >= 60 for value in values[1:]):
        raise ValueError("%r has too many minutes or seconds" % text)
    size = sum(value / 60**at for at, value in enumerate(values))
    if size > LIMITS[letters]:
        raise ValueError("%r is beyond %d degrees" % (text, LIMITS[letters]))
    return -size if directions in (["S"], ["W"], ["-"]) else size
