import unittest
from datetime import date
from itertools import islice

from months import add_months, nth_weekday, pay_days, repeat, to_business_day


class MonthsTest(unittest.TestCase):
    def test_add_months(self):
        self.assertEqual(add_months(date(2025, 11, 15), 3), date(2026, 2, 15))
        self.assertEqual(add_months(date(2025, 1, 15), -1), date(2024, 12, 15))

    def test_add_months_ends_with_the_month(self):
        self.assertEqual(add_months(date(2024, 1, 31), 1), date(2024, 2, 29))

    def test_repeat_every_month(self):
        days = list(islice(repeat(date(2025, 11, 5)), 3))
        self.assertEqual(days, [date(2025, 11, 5), date(2025, 12, 5), date(2026, 1, 5)])

    def test_repeat_every_quarter(self):
        days = list(islice(repeat(date(2025, 5, 10), 3), 3))
        self.assertEqual(days, [date(2025, 5, 10), date(2025, 8, 10), date(2025, 11, 10)])

    def test_a_short_month_does_not_move_the_others(self):
        days = list(islice(repeat(date(2025, 1, 31)), 3))
        self.assertEqual(days, [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)])

    def test_until_may_be_the_last(self):
        days = list(repeat(date(2025, 1, 10), until=date(2025, 3, 10)))
        self.assertEqual(days, [date(2025, 1, 10), date(2025, 2, 10), date(2025, 3, 10)])

    def test_every_below_one_is_refused(self):
        with self.assertRaises(ValueError):
            repeat(date(2025, 1, 1), 0)

    def test_business_days(self):
        self.assertEqual(to_business_day(date(2025, 6, 14)), date(2025, 6, 16))
        self.assertEqual(to_business_day(date(2025, 5, 31)), date(2025, 5, 30))
        self.assertEqual(to_business_day(date(2025, 5, 1), {date(2025, 5, 1)}), date(2025, 5, 2))

    def test_pay_days_at_the_end_of_each_month(self):
        days = list(pay_days(date(2025, 1, 31), until=date(2025, 3, 31)))
        self.assertEqual(days, [date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)])

    def test_nth_weekday(self):
        self.assertEqual(nth_weekday(2025, 11, 3, 4), date(2025, 11, 27))
        self.assertEqual(nth_weekday(2025, 11, 4, -1), date(2025, 11, 28))
        self.assertIsNone(nth_weekday(2025, 11, 0, 5))
