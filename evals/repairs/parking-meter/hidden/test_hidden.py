import math
import unittest

from meter import fee, hours


class HiddenTest(unittest.TestCase):
    def test_begun_hours(self):
        for minutes in range(0, 500):
            self.assertEqual(hours(minutes), math.ceil(minutes / 60))

    def test_days(self):
        self.assertEqual(fee(48 * 60), 2400)
        self.assertEqual(fee(24 * 60 + 120), 1500)
