import unittest
from datetime import date

from feasts import common_easters, feast, feasts


class FeastsTest(unittest.TestCase):
    def test_feasts_before_and_after_easter(self):
        self.assertEqual(feast("Ash Wednesday", 2026), date(2026, 2, 18))
        self.assertEqual(feast("Pentecost", 2026), date(2026, 5, 24))

    def test_orthodox_feasts(self):
        self.assertEqual(feast("Good Friday", 2026, orthodox=True), date(2026, 4, 10))

    def test_feasts_that_there_are_not(self):
        with self.assertRaises(KeyError):
            feast("Whitsun", 2026)
        with self.assertRaises(KeyError):
            feast("Corpus Christi", 2026, orthodox=True)

    def test_all_feasts_of_a_year(self):
        found = feasts(2026)
        self.assertEqual(len(found), 9)
        self.assertEqual(found[0], (date(2026, 2, 18), "Ash Wednesday"))
        self.assertEqual(found[-1], (date(2026, 6, 4), "Corpus Christi"))

    def test_common_easters(self):
        self.assertEqual(common_easters(2024, 2026), [2025])
