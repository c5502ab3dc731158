import unittest
from collections import Counter

from codes import codes, decode, encode, pack, unpack
from lengths import lengths


class CodesTest(unittest.TestCase):
    def test_codes(self):
        self.assertEqual(codes({"b": 2, "a": 2, "c": 1}), {"c": "0", "a": "10", "b": "11"})
        self.assertEqual(codes({"a": 1, "b": 3, "c": 3}), {"a": "0", "b": "100", "c": "101"})

    def test_too_many_short_codes(self):
        with self.assertRaises(ValueError):
            codes({"a": 1, "b": 1, "c": 2})

    def test_there_and_back(self):
        text = "she sells sea shells"
        table = codes(lengths(Counter(text)))
        self.assertEqual(decode(unpack(pack(encode(text, table))), table), text)

    def test_broken_bits(self):
        table = {"a": "0", "b": "10"}
        for bits in ("01", "011"):
            with self.assertRaises(ValueError):
                decode(bits, table)

    def test_pack(self):
        self.assertEqual(pack("1000000011"), bytes([6, 128, 192]))
        self.assertEqual(unpack(bytes([6, 128, 192])), "1000000011")
