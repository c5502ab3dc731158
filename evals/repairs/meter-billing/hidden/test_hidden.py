import unittest

from billing.bill import bill
from billing.tariff import read


class HiddenTest(unittest.TestCase):
    def test_three_tiers_in_any_order(self):
        for text in ("0: 1\n10: 2\n20: 3", "20: 3\n0: 1\n10: 2"):
            expected = [sum(1 if n < 10 else 2 if n < 20 else 3 for n in range(used)) for used in range(30)]
            self.assertEqual([bill(text, used) for used in range(30)], expected)

    def test_the_lowest_first(self):
        self.assertEqual(read("5: 2\n0: 9"), [(0, 9), (5, 2)])
