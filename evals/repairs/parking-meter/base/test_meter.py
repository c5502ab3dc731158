import unittest

from meter import fee, hours


class MeterTest(unittest.TestCase):
    def test_the_first_minutes(self):
        self.assertEqual(fee(10), 0)

    def test_a_begun_hour(self):
        self.assertEqual([fee(11), fee(59), fee(61)], [150, 150, 300])

    def test_exactly_an_hour(self):
        self.assertEqual(fee(60), 150)

    def test_a_long_day(self):
        self.assertEqual(fee(23 * 60 + 5), 1200)

    def test_a_whole_day(self):
        self.assertEqual(fee(24 * 60), 1200)
