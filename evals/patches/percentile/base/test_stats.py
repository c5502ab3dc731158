import unittest

from stats import median, percentile, spread


class StatsTest(unittest.TestCase):
    def test_odd(self):
        self.assertEqual(median([3, 1, 2]), 2)

    def test_even(self):
        self.assertEqual(median([1, 2, 3, 4]), 2.5)

    def test_percentile(self):
        self.assertEqual(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), 9)

    def test_spread(self):
        self.assertEqual(spread([4, 9, 1]), 8)
