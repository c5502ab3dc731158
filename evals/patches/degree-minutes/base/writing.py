"""Writes latitudes, longitudes and points. What is written is told in the README."""

from fractions import Fraction
from math import floor

from reading import LIMITS

SIGNS = {"d": ["°"], "dm": ["°", "'"], "dms": ["°", "'", '"']}


def format_latitude(degrees, style="dms", decimals=0):
    return _format(degrees, "NS", style, decimals)


def format_longitude(degrees, style="dms", decimals=0):
    return _format(degrees, "EW", style, decimals)


def format_point(latitude, longitude, style="dms", decimals=0):
    """Both with a comma between them."""
    return "%s, %s" % (format_latitude(latitude, style, decimals), format_longitude(longitude, style, decimals))


def wrapped(longitude):
    """The longitude of the same meridian that is above -180 and at most 180."""
    return 180 - (180 - Fraction(longitude)) % 360


def _format(degrees, letters, style, decimals):
    if style not in SIGNS or decimals < 0:
        raise ValueError("no style %s with %d decimals" % (style, decimals))
    degrees = Fraction(degrees)
    if abs(degrees) > LIMITS[letters]:
        raise ValueError("%s is beyond %d degrees" % (degrees, LIMITS[letters]))
    numbers = _numbers(abs(degrees), len(SIGNS[style]), decimals)
    negative = degrees < 0 and any(numbers) and numbers[0] != 180
    texts = [_digits(number, at, decimals if at == len(numbers) - 1 else 0) for at, number in enumerate(numbers)]
    return "%s %s" % (" ".join(map("".join, zip(texts, SIGNS[style]))), letters[negative])


def _numbers(size, count, decimals):
    """Degrees, minutes and seconds, or the first so many of them, the last one rounded."""
    numbers = []
    for _ in range(count - 1):
        numbers.append(floor(size))
        size = (size - floor(size)) * 60
    return numbers + [_rounded(size, decimals)]


def _rounded(number, decimals):
    """To the nearest with so many decimals, a half up."""
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


def _digits(number, at, decimals):
    whole, rest = divmod(number, 1)
    text = ("%d" if at == 0 else "%02d") % whole
    return text + (".%0*d" % (decimals, rest * 10**decimals) if decimals else "")
