import random
import unittest
from datetime import date, timedelta
from itertools import islice

from months import add_months, is_business_day, nth_weekday, pay_days, repeat, to_business_day


def last_day(year, month):
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day


def plain_add(day, months):
    year, month, step = day.year, day.month, 1 if months > 0 else -1
    for _ in range(abs(months)):
        month += step
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, last_day(year, month)))


def starts(count):
    chance = random.Random(12)
    for _ in range(count):
        year, month = chance.randint(1995, 2040), chance.randint(1, 12)
        length = last_day(year, month)
        yield date(year, month, chance.choice([length, length - 1, 28, chance.randint(1, length)])), chance


class Hidden(unittest.TestCase):
    def test_add_months(self):
        for start, chance in starts(500):
            months = chance.randint(-40, 40)
            self.assertEqual(add_months(start, months), plain_add(start, months), (start, months))

    def test_repeat(self):
        for start, chance in starts(200):
            every = chance.choice([1, 1, 2, 3, 6, 12, 13])
            expected = [plain_add(start, every * n) for n in range(20)]
            self.assertEqual(list(islice(repeat(start, every), 20)), expected, (start, every))

    def test_until(self):
        for start, chance in starts(300):
            every = chance.choice([1, 1, 2, 3, 6, 12])
            until = start + timedelta(days=chance.randint(-40, 900))
            if chance.random() < 0.3:
                until = plain_add(start, every * chance.randint(0, 5))
            expected = [day for n in range(40) if (day := plain_add(start, every * n)) <= until]
            self.assertEqual(list(repeat(start, every, until)), expected, (start, every, until))

    def test_refusals_come_before_the_first_date(self):
        for every in (0, -1, -12):
            with self.assertRaises(ValueError):
                repeat(date(2025, 1, 1), every)
            with self.assertRaises(ValueError):
                pay_days(date(2025, 1, 1), every)

    def test_business_days(self):
        for start, chance in starts(300):
            holidays = {start + timedelta(days=chance.randint(-6, 6)) for _ in range(chance.randint(0, 6))}
            after = [d for n in range(20) if is_business_day(d := start + timedelta(days=n), holidays) and d.month == start.month]
            before = [d for n in range(20) if is_business_day(d := start - timedelta(days=n), holidays)]
            self.assertEqual(to_business_day(start, holidays), (after or before)[0], (start, holidays))
            self.assertEqual(is_business_day(start, holidays), start.isoweekday() <= 5 and start not in holidays)

    def test_pay_days(self):
        for start, chance in starts(100):
            until = start + timedelta(days=chance.randint(0, 500))
            holidays = [start + timedelta(days=chance.randint(0, 200)) for _ in range(20)]
            expected = [to_business_day(plain_add(start, n), holidays) for n in range(20) if plain_add(start, n) <= until]
            self.assertEqual(list(pay_days(start, 1, until, iter(holidays))), expected)

    def test_pay_days_without_end(self):
        days = list(islice(pay_days(date(2024, 8, 31)), 7))
        self.assertEqual([day.day for day in days], [30, 30, 31, 29, 31, 31, 28])

    def test_nth_weekday(self):
        for start, chance in starts(300):
            weekday = chance.randint(0, 6)
            days = [date(start.year, start.month, d) for d in range(1, last_day(start.year, start.month) + 1)]
            days = [day for day in days if day.weekday() == weekday]
            for nth in range(-6, 7):
                expected = None
                if 0 < nth <= len(days):
                    expected = days[nth - 1]
                if nth < 0 and -nth <= len(days):
                    expected = days[nth]
                self.assertEqual(nth_weekday(start.year, start.month, weekday, nth), expected)
