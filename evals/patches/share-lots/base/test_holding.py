import unittest

from holding import Gain, Holding, Lot


class HoldingTest(unittest.TestCase):
    def setUp(self):
        self.holding = Holding()
        self.holding.buy("2025-03-01", 10, 500)
        self.holding.buy("2025-06-01", 20, 700)
        self.holding.buy("2025-09-01", 5, 600)

    def test_lots(self):
        self.assertEqual(self.holding.lots[0], Lot("2025-03-01", 10, 5000))
        self.assertEqual((self.holding.shares, self.holding.cost), (35, 22000))

    def test_a_part_of_the_oldest_lot(self):
        gains = self.holding.sell("2025-10-01", 4, 800)
        self.assertEqual(gains, [Gain("2025-03-01", "2025-10-01", 4, 1200)])
        self.assertEqual(self.holding.lots[0], Lot("2025-03-01", 6, 3000))

    def test_the_whole_oldest_lot(self):
        self.holding.sell("2025-10-01", 10, 800)
        self.assertEqual([lot.shares for lot in self.holding.lots], [20, 5])

    def test_two_lots_at_once(self):
        gains = self.holding.sell("2025-10-01", 30, 650)
        self.assertEqual(
            gains,
            [Gain("2025-03-01", "2025-10-01", 10, 1500), Gain("2025-06-01", "2025-10-01", 20, -1000)],
        )
        self.assertEqual(self.holding.lots, [Lot("2025-09-01", 5, 3000)])

    def test_all_at_once(self):
        self.holding.sell("2025-10-01", 35, 650)
        self.assertEqual((self.holding.lots, self.holding.shares, self.holding.cost), ([], 0, 0))

    def test_cents_of_a_part_are_rounded_down(self):
        self.holding.buy("2025-09-02", 1, 0)
        self.holding.split("2025-09-02", 3)
        self.assertEqual(self.holding.sell("2025-09-03", 1, 200), [Gain("2025-03-01", "2025-09-03", 1, 34)])
        self.assertEqual(self.holding.cost, 22000 - 166)

    def test_more_than_there_are(self):
        with self.assertRaises(ValueError):
            self.holding.sell("2025-10-01", 36, 800)
        self.assertEqual(self.holding.shares, 35)

    def test_days_go_on(self):
        with self.assertRaises(ValueError):
            self.holding.buy("2025-08-31", 1, 100)

    def test_gain_of_a_year(self):
        self.holding.sell("2025-12-31", 2, 800)
        self.holding.sell("2026-01-02", 3, 400)
        self.assertEqual((self.holding.gain("2025"), self.holding.gain("2026")), (600, -300))
