import unittest

from roman import from_roman, to_roman


class RomanTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual([to_roman(n) for n in (1, 3, 4, 6)], ["I", "III", "IV", "VI"])

    def test_nine(self):
        self.assertEqual(to_roman(9), "IX")

    def test_year(self):
        self.assertEqual(to_roman(2024), "MMXXIV")

    def test_back(self):
        self.assertEqual(from_roman("XLII"), 42)

    def test_improper(self):
        with self.assertRaises(ValueError):
            from_roman("IIX")
