import unittest

from runs import decode, encode


class RunsTest(unittest.TestCase):
    def test_encode(self):
        self.assertEqual(encode("aaab"), "3ab")

    def test_decode(self):
        self.assertEqual(decode("3ab"), "aaab")

    def test_long_run(self):
        self.assertEqual(decode("12a"), "a" * 12)

    def test_digits(self):
        self.assertEqual(encode("11"), "2\\1")
