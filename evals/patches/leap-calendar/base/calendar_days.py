"""Days of the Gregorian calendar; years are from 1 on, months 1 to 12."""

LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def is_leap(year):
    """True for years with a 29th of February: each fourth, but of the hundreds only each fourth."""
    return year % 4 == 0


def days_in_month(year, month):
    """Raises ValueError for a month that does not exist."""
    if month < 1 or month > 12:
        raise ValueError("no such month: %s" % month)
    if month == 2 and is_leap(year):
        return 29
    return LENGTHS[month - 1]


def day_of_year(year, month, day):
    """1 for the first of January. Raises ValueError for a day that does not exist."""
    if day < 1 or day > days_in_month(year, month):
        raise ValueError("no such day: %s" % day)
    return sum(days_in_month(year, m) for m in range(1, month)) + day
