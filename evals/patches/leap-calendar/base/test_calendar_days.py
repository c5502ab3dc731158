import unittest

from calendar_days import day_of_year, days_in_month, is_leap


class CalendarTest(unittest.TestCase):
    def test_leap(self):
        self.assertTrue(is_leap(2024))
        self.assertFalse(is_leap(2023))

    def test_hundreds(self):
        self.assertFalse(is_leap(1900))

    def test_month(self):
        self.assertEqual(days_in_month(2024, 2), 29)
        self.assertEqual(days_in_month(2023, 4), 30)

    def test_day_of_year(self):
        self.assertEqual(day_of_year(2023, 3, 1), 60)
