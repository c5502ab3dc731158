import unittest

from morse import decode, encode


class HiddenTest(unittest.TestCase):
    def test_there_and_back(self):
        for text in ("THE QUICK BROWN FOX", "A", "E T E T", "JUMPS OVER LAZY DOGS"):
            self.assertEqual(decode(encode(text)), text)
