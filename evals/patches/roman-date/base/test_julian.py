import unittest

from julian import Day, check, following, month_length, since_founding


class JulianTest(unittest.TestCase):
    def test_lengths_of_february(self):
        years = (8, 9, 100, -1, -4, -5)
        self.assertEqual([month_length(year, 2) for year in years], [29, 28, 29, 29, 28, 29])

    def test_following(self):
        self.assertEqual(following(Day(9, 2, 28)), (9, 3, 1))
        self.assertEqual(following(Day(8, 2, 28)), (8, 2, 29))
        self.assertEqual(following(Day(-1, 12, 31)), (1, 1, 1))

    def test_days_that_are_none(self):
        for day in (Day(0, 1, 1), Day(9, 2, 29), Day(9, 13, 1), Day(9, 4, 31), Day(9, 4, 0)):
            with self.assertRaises(ValueError):
                check(day)

    def test_since_founding(self):
        self.assertEqual([since_founding(year) for year in (-753, -1, 1)], [1, 753, 754])
