"""The date of Easter in the Gregorian calendar.

Western Easter is the Sunday after the paschal full moon, which is the 14th day of a lunar month by the tables of 1582 and
falls between 21 March and 18 April; if the full moon is on a Sunday, Easter is a week later. Orthodox Easter follows the
tables of the Julian calendar. Both are given as dates of the Gregorian calendar for the years from 1583 to 4099.
"""

from datetime import date, timedelta


def _check(year):
    if not 1583 <= year <= 4099:
        raise ValueError("Easter is known from 1583 to 4099, not for %s" % year)


def easter(year):
    """Western Easter Sunday (the algorithm is that of Meeus, Jones and Butcher). Raises ValueError for other years."""
    _check(year)
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, not_leap = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    full = (19 * golden + century - leaps - moon + 15) % 30
    quads, rest = divmod(in_century, 4)
    to_sunday = (31 + 2 * not_leap + 2 * quads - full - rest) % 7
    late = (golden + 11 * full + 22 * to_sunday) // 451
    month, day = divmod(full + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year):
    """Orthodox Easter Sunday. Raises ValueError for other years than those of `easter`."""
    _check(year)
    full = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - full + 34) % 7
    month, day = divmod(full + to_sunday + 114, 31)
    # Days by which the Julian calendar is behind.
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=behind)
