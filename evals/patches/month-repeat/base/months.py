"""Dates that come back every so many months."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import takewhile

SATURDAY = 5


def add_months(day, months):
    """The same day of the month so many months later, or earlier when negative; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))


def repeat(start, every=1, until=None):
    """Yields `start` and the same day of every so-many-th month after it, without end or until that date, which may be the last.

    A month that is too short for the day of `start` has its last day instead; the months after it are not moved by that.
    Raises ValueError, before the first date, for `every` below 1.
    """
    if every < 1:
        raise ValueError("not a number of months: %s" % every)
    dates = _repeated(start, every)
    if until is None:
        return dates
    return takewhile(lambda day: day <= until, dates)


def _repeated(start, every):
    day = start
    while True:
        yield day
        day = add_months(day, every)


def is_business_day(day, holidays=()):
    """True for Monday to Friday, but for holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def to_business_day(day, holidays=()):
    """The day itself or the next business day; the one before it when the next is in another month."""
    later = day
    while not is_business_day(later, holidays):
        later += timedelta(days=1)
    if later.month == day.month:
        return later
    while not is_business_day(day, holidays):
        day -= timedelta(days=1)
    return day


def pay_days(start, every=1, until=None, holidays=()):
    """Yields the business days for the dates of `repeat`; only those dates, not the business days, are held to `until`."""
    holidays = set(holidays)
    return (to_business_day(day, holidays) for day in repeat(start, every, until))


def nth_weekday(year, month, weekday, nth):
    """The nth (1 to 5; from the end of the month -1 to -5) such weekday (Monday is 0) of a month; None when it has no such."""
    length = monthrange(year, month)[1]
    days = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    if nth == 0 or abs(nth) > len(days):
        return None
    return date(year, month, days[nth - 1 if nth > 0 else nth])
