import unittest

from julian import Day
from roman import long, market_letter, parse, short


class RomanTest(unittest.TestCase):
    def test_fixed_days(self):
        self.assertEqual(short(Day(9, 4, 1)), "Kal. Apr.")
        self.assertEqual(short(Day(9, 4, 5)), "Non. Apr.")
        self.assertEqual(short(Day(9, 3, 15)), "Id. Mart.")

    def test_days_before(self):
        self.assertEqual(short(Day(9, 3, 13)), "a.d. III Id. Mart.")
        self.assertEqual(short(Day(9, 10, 6)), "prid. Non. Oct.")
        self.assertEqual(short(Day(9, 12, 14)), "a.d. XIX Kal. Ian.")

    def test_february(self):
        self.assertEqual(short(Day(9, 2, 24)), "a.d. VI Kal. Mart.")
        self.assertEqual(short(Day(9, 2, 28)), "prid. Kal. Mart.")

    def test_the_sixth_day_twice(self):
        names = [short(Day(8, 2, number)) for number in (24, 25, 26, 29)]
        self.assertEqual(names, ["a.d. bis VI Kal. Mart.", "a.d. VI Kal. Mart.", "a.d. V Kal. Mart.", "prid. Kal. Mart."])

    def test_parse_the_sixth_day(self):
        self.assertEqual(parse("a.d. VI Kal. Mart.", 9), Day(9, 2, 24))
        self.assertEqual(parse("a.d. VI Kal. Mart.", 8), Day(8, 2, 25))
        self.assertEqual(parse("a.d. bis VI Kal. Mart.", 8), Day(8, 2, 24))

    def test_long(self):
        self.assertEqual(long(Day(9, 3, 13)), "ante diem III Idus Martias")
        self.assertEqual(long(Day(9, 3, 31)), "pridie Kalendas Apriles")
        self.assertEqual(long(Day(9, 3, 15)), "Idibus Martiis")

    def test_parse(self):
        self.assertEqual(parse("Ante diem  III Idus Martias", -44), Day(-44, 3, 13))
        self.assertEqual(parse("PRID KAL IAN", 9), Day(9, 12, 31))

    def test_parse_nonsense(self):
        for text in ("", "a.d. II Kal. Mart.", "a.d. XIX Kal. Mart.", "a.d. III Id."):
            with self.assertRaises(ValueError):
                parse(text, 9)

    def test_market_letters(self):
        self.assertEqual([market_letter(Day(9, 1, number)) for number in (1, 8, 9)], ["A", "H", "A"])
        self.assertEqual([market_letter(Day(8, 2, number)) for number in (23, 24, 25)], ["F", "G", "G"])
