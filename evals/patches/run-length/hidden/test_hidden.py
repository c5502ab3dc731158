import random
import unittest

from runs import decode, encode


class Hidden(unittest.TestCase):
    def test_lengths(self):
        for length in list(range(1, 130)) + [1000, 12345]:
            self.assertEqual(encode("x" * length), ("%d" % length if length > 1 else "") + "x")
            self.assertEqual(decode(encode("x" * length)), "x" * length)

    def test_round_trip(self):
        dice = random.Random(3)
        for _ in range(400):
            text = "".join(dice.choice("ab1\\ 0") * dice.choice((1, 1, 2, 10, 21, 100)) for _ in range(dice.randint(0, 6)))
            self.assertEqual(decode(encode(text)), text)

    def test_several_numbers(self):
        self.assertEqual(decode("10a2b100c"), "a" * 10 + "bb" + "c" * 100)

    def test_refusals(self):
        for coded in ("3", "a12", "\\", "2\\", "1a", "0a", "00a", "a0b"):
            with self.assertRaises(ValueError, msg=coded):
                decode(coded)

    def test_empty(self):
        self.assertEqual(encode(""), "")
        self.assertEqual(decode(""), "")
