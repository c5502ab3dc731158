import calendar
import random
from datetime import date, datetime, timedelta

import pytest

from crontab import Schedule
from fields import DAYS, MONTHS, parse_field


def plain_part(part, low, high, names):
    step = 1
    stepped = "/" in part
    if stepped:
        part, step = part.split("/")
        step = int(step)
    numbers = {str(n): n for n in range(low, high + 1)}
    numbers.update({name: low + at for at, name in enumerate(names)})
    if part == "*":
        start, end = low, high
    elif "-" in part:
        start, end = (numbers[each.lower()] for each in part.split("-"))
    else:
        start = numbers[part.lower()]
        end = high if stepped else start
    return {n for n in range(start, end + 1) if (n - start) % step == 0}


def plain_field(text, low, high, names=()):
    found = set()
    for part in text.split(","):
        found |= plain_part(part, low, high, names)
    return found


def field(chance, low, high, names=(), loose=0.4):
    """A field that can be read."""
    if chance.random() < loose:
        return chance.choice(["*", "*", "*", "*/2", "*/3"])
    parts = []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        a, b = sorted(chance.randint(low, high) for _ in range(2))
        part = chance.choice([str(a), str(a), "%d-%d" % (a, b), "%d-%d/2" % (a, b), "%d/5" % a])
        if names and chance.random() < 0.4:
            part = chance.choice(names)
            part = chance.choice([part, part.upper(), part.title()])
        parts.append(part)
    return ",".join(parts)


def lines(count):
    chance = random.Random(20)
    for _ in range(count):
        day = field(chance, 1, 31, loose=0.5)
        month = field(chance, 1, 12, MONTHS, loose=0.7)
        weekday = field(chance, 0, 7, DAYS, loose=0.5)
        yield chance, (field(chance, 0, 59), field(chance, 0, 23), day, month, weekday)


def plain_runs_on(day, fields):
    _, _, days, months, weekdays = fields
    if day.month not in plain_field(months, 1, 12, MONTHS):
        return False
    by_day = day.day in plain_field(days, 1, 31)
    weekday = (calendar.weekday(day.year, day.month, day.day) + 1) % 7
    by_weekday = weekday in [number % 7 for number in plain_field(weekdays, 0, 7, DAYS)]
    if days[0] == "*" or weekdays[0] == "*":
        return by_day and by_weekday
    return by_day or by_weekday


def test_fields():
    chance = random.Random(4)
    for _ in range(400):
        low, high, names = chance.choice([(0, 59, ()), (1, 31, ()), (1, 12, MONTHS), (0, 7, DAYS)])
        text = field(chance, low, high, names, loose=0.2)
        assert parse_field(text, low, high, names) == plain_field(text, low, high, names), text


def test_days():
    for chance, fields in lines(300):
        schedule = Schedule(" ".join(fields))
        for _ in range(60):
            day = date(2024, 1, 1) + timedelta(days=chance.randint(0, 1000))
            assert schedule.runs_on(day) == plain_runs_on(day, fields), (fields, day)


def test_minutes():
    for chance, fields in lines(100):
        schedule = Schedule(" ".join(fields))
        for _ in range(60):
            time = datetime(2025, 1, 1) + timedelta(seconds=chance.randint(0, 40_000_000))
            expected = (
                plain_runs_on(time, fields)
                and time.hour in plain_field(fields[1], 0, 23)
                and time.minute in plain_field(fields[0], 0, 59)
            )
            assert schedule.runs_at(time) == expected, (fields, time)


def test_next():
    for chance, fields in lines(40):
        schedule = Schedule(" ".join(fields))
        minutes, hours = plain_field(fields[0], 0, 59), plain_field(fields[1], 0, 23)
        after = datetime(2025, 1, 1) + timedelta(minutes=chance.randint(0, 700_000), seconds=chance.choice([0, 0, 30]))
        found = schedule.next(after)
        day, expected = after.date(), None
        while expected is None and day < date(2036, 1, 1):
            if plain_runs_on(day, fields):
                times = [datetime(day.year, day.month, day.day, h, m) for h in hours for m in minutes]
                expected = min((time for time in times if time > after), default=None)
            day += timedelta(days=1)
        assert found == expected, (fields, after)


def test_between():
    for chance, fields in lines(40):
        schedule = Schedule(" ".join(fields))
        start = datetime(2025, 6, 1) + timedelta(minutes=chance.randint(0, 300_000))
        end = start + timedelta(minutes=chance.choice([0, 1, 60, 1500]))
        every = [start + timedelta(minutes=n) for n in range(int((end - start).total_seconds() // 60))]
        assert schedule.between(start, end) == [time for time in every if schedule.runs_at(time)], (fields, start)


def test_steps_of_stars_do_not_restrict():
    both = Schedule("0 0 */2 * mon")
    assert [day for day in range(1, 32) if both.runs_on(date(2026, 5, day))] == [11, 25]
    both = Schedule("0 0 1-10 * */2")
    assert [day for day in range(1, 32) if both.runs_on(date(2026, 5, day))] == [2, 3, 5, 7, 9, 10]


def test_restricted_to_everything():
    assert all(Schedule("0 0 1-31 * mon").runs_on(date(2026, 5, day)) for day in range(1, 32))
    assert all(Schedule("0 0 4 * 0-6").runs_on(date(2026, 5, day)) for day in range(1, 32))
    assert [day for day in range(1, 32) if Schedule("0 0 5,* * 1").runs_on(date(2026, 5, day))] == list(range(1, 32))


def test_short_names():
    for name, line in {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 7", "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *"}.items():
        start, end = datetime(2026, 1, 30, 22), datetime(2026, 2, 3)
        assert Schedule(name).between(start, end) == Schedule(line).between(start, end)
        assert Schedule(name).next(end) == Schedule(line).next(end)


def test_refusals():
    for line in ("", "* * * * * *", "@often", "-1 * * * *", "24 24 * * *", "* * 32 * *", "* * * 13 *", "* * * * 8"):
        with pytest.raises(ValueError):
            Schedule(line)
    for text in ("", ",", "1,", "1-", "-", "1/", "1/x", "1/0", "*/0", "a", "5-2", "60", "1-60", "**", "*-3", "1//2"):
        with pytest.raises(ValueError):
            parse_field(text, 0, 59)


def test_runs_in_a_datetimes_month():
    assert Schedule("0 0 29 2 *").next(datetime(2096, 3, 1)) == datetime(2104, 2, 29)
    assert Schedule("0 0 30 2 *").next(datetime(2026, 1, 1)) is None
