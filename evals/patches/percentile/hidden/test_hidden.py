import random
import statistics
import unittest

from stats import median, percentile, spread


class Hidden(unittest.TestCase):
    def setUp(self):
        dice = random.Random(5)
        self.lists = [[dice.randint(-50, 50) for _ in range(n)] for n in range(1, 30) for _ in range(5)]

    def test_median(self):
        for values in self.lists:
            self.assertEqual(median(values), statistics.median(values), values)

    def test_percentile(self):
        for values in self.lists:
            for share in (0, 1, 10, 25, 50, 75, 90, 99, 100):
                got = percentile(values, share)
                enough = [v for v in sorted(values) if sum(w <= v for w in values) * 100 >= share * len(values)]
                self.assertEqual(got, enough[0])

    def test_spread(self):
        for values in self.lists:
            self.assertEqual(spread(values), sorted(values)[-1] - sorted(values)[0])

    def test_unchanged(self):
        values = [3, 1, 2, 9]
        median(values)
        percentile(values, 50)
        self.assertEqual(values, [3, 1, 2, 9])

    def test_refusals(self):
        for call in (lambda: median([]), lambda: percentile([], 5), lambda: spread([]), lambda: percentile([1], -1), lambda: percentile([1], 101)):
            with self.assertRaises(ValueError):
                call()
