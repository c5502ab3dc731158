import unittest

from bowling import score


class ScoreTest(unittest.TestCase):
    def test_gutter_game(self):
        self.assertEqual(score([0] * 20), 0)

    def test_a_spare_adds_the_next_throw(self):
        self.assertEqual(score([5, 5, 3] + [0] * 17), 16)

    def test_a_strike_adds_the_next_two(self):
        self.assertEqual(score([10, 3, 4] + [0] * 16), 24)

    def test_perfect(self):
        self.assertEqual(score([10] * 12), 300)
