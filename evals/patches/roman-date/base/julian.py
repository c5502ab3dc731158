"""The calendar of Caesar; see README.md for its years."""

from typing import NamedTuple

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(NamedTuple):
    year: int
    month: int
    day: int


def month_length(year, month):
    """How many days a month has."""
    counted = year if year > 0 else year + 1
    if month == 2 and counted % 4 == 0:
        return 29
    return LENGTHS[month - 1]


def check(day):
    """The day, if there is such a day. Raises ValueError if not."""
    if day.year == 0 or not 1 <= day.month <= 12 or not 1 <= day.day <= month_length(day.year, day.month):
        raise ValueError("there is no day %d-%d-%d" % day)
    return day


def following(day):
    """The day after a day."""
    year, month, number = check(day)
    if number < month_length(year, month):
        return Day(year, month, number + 1)
    if month < 12:
        return Day(year, month + 1, 1)
    return Day(year + 1 or 1, 1, 1)


def since_founding(year):
    """The year counted from the founding of Rome in 753 B.C., which was the year 1."""
    if year == 0:
        raise ValueError("there is no year 0")
    return year + 753 if year > 0 else year + 754
