import datetime
import unittest

from calendar_days import day_of_year, days_in_month, is_leap


class Hidden(unittest.TestCase):
    def test_years(self):
        for year in range(1, 2500):
            expected = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            self.assertEqual(bool(is_leap(year)), expected, year)

    def test_days(self):
        for year in (1600, 1700, 1900, 1999, 2000, 2023, 2024, 2100):
            day = datetime.date(year, 1, 1)
            while day.year == year:
                self.assertEqual(day_of_year(year, day.month, day.day), day.timetuple().tm_yday)
                day += datetime.timedelta(1)

    def test_refusals(self):
        for month in (0, 13, -1):
            with self.assertRaises(ValueError):
                days_in_month(2023, month)
        for month, day in ((2, 29), (4, 31), (1, 0), (1, 32)):
            with self.assertRaises(ValueError):
                day_of_year(2023, month, day)
