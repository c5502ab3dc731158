import unittest

from bowling import score


class HiddenTest(unittest.TestCase):
    def test_known_games(self):
        self.assertEqual(score([10, 9, 1, 5, 5, 7, 2, 10, 10, 10, 9, 0, 8, 2, 9, 1, 10]), 187)
        self.assertEqual(score([5] * 21), 150)
        self.assertEqual(score([9, 0] * 10), 90)

    def test_strikes_at_the_end(self):
        self.assertEqual(score([0] * 18 + [10, 10, 10]), 30)
        self.assertEqual(score([0] * 18 + [10, 1, 8]), 19)
