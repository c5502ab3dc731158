import unittest
from datetime import date

from easter import easter, orthodox_easter


class EasterTest(unittest.TestCase):
    def test_easter_of_these_years(self):
        self.assertEqual(easter(2024), date(2024, 3, 31))
        self.assertEqual(easter(2025), date(2025, 4, 20))
        self.assertEqual(easter(2026), date(2026, 4, 5))

    def test_an_early_easter(self):
        self.assertEqual(easter(1951), date(1951, 3, 25))

    def test_a_late_easter(self):
        self.assertEqual(easter(1943), date(1943, 4, 25))

    def test_orthodox_easter(self):
        self.assertEqual(orthodox_easter(2024), date(2024, 5, 5))
        self.assertEqual(orthodox_easter(2025), date(2025, 4, 20))

    def test_years_without_tables(self):
        for year in (1582, 4100):
            with self.assertRaises(ValueError):
                easter(year)
            with self.assertRaises(ValueError):
                orthodox_easter(year)
