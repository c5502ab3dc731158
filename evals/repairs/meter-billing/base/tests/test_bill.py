import unittest

from billing.bill import bill

TARIFF = "100: 40\n0: 30\n"


class BillTest(unittest.TestCase):
    def test_nothing_used(self):
        self.assertEqual(bill(TARIFF, 0), 0)

    def test_the_first_tier(self):
        self.assertEqual(bill(TARIFF, 50), 1500)

    def test_both_tiers(self):
        self.assertEqual(bill(TARIFF, 150), 5000)

    def test_one_tier(self):
        self.assertEqual(bill("0: 10", 7), 70)
