import unittest

from roman import from_roman, to_roman

ONES = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def plain(number):
    def digit(n, one, five, ten):
        return ONES[n].replace("X", "t").replace("V", "f").replace("I", one).replace("f", five).replace("t", ten)
    return "M" * (number // 1000) + digit(number // 100 % 10, "C", "D", "M") + digit(number // 10 % 10, "X", "L", "C") + digit(number % 10, "I", "V", "X")


class Hidden(unittest.TestCase):
    def test_all(self):
        for number in range(1, 4000):
            self.assertEqual(to_roman(number), plain(number))

    def test_back(self):
        for number in range(1, 4000):
            self.assertEqual(from_roman(plain(number)), number)

    def test_improper(self):
        for text in ("", "IIII", "VV", "IC", "VIV", "ix", "MMMM", "XIIX", "A", "VIIII", "LXXXXVIII", "IXI", "IVIV"):
            with self.assertRaises(ValueError, msg=text):
                from_roman(text)

    def test_range(self):
        for number in (0, -1, 4000):
            with self.assertRaises(ValueError):
                to_roman(number)
