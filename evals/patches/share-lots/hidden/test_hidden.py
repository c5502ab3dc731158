import random
import unittest
from fractions import Fraction
from math import floor

from holding import Gain, Holding, Lot


class Plain:
    """Every lot as a list of [day, shares, cost], of which none is ever taken away."""

    def __init__(self):
        self.all, self.gains = [], []

    def buy(self, day, shares, price):
        self.all.append([day, shares, shares * price])

    def sell(self, day, shares, price):
        gains = []
        while shares:
            lot = next(lot for lot in self.all if lot[1])
            taken = min(shares, lot[1])
            cost = floor(Fraction(lot[2] * taken, lot[1]))
            gains.append((lot[0], day, taken, price * taken - cost))
            lot[1] -= taken
            lot[2] -= cost
            shares -= taken
        self.gains += gains
        return gains

    def held(self):
        return [tuple(lot) for lot in self.all if lot[1]]


def histories(count, steps=14):
    chance = random.Random(19)
    for _ in range(count):
        holding, plain, number = Holding(), Plain(), 0
        for _ in range(steps):
            number += chance.choice([0, 0, 1, 40, 200])
            day = "20%02d-%02d-%02d" % (20 + number // 360, 1 + number % 360 // 30, 1 + number % 30)
            held = sum(lot[1] for lot in plain.held())
            kind = chance.random()
            if kind < 0.5 or held == 0:
                shares, price = chance.choice([1, 2, 2, 3, 10, 10, 25]), chance.choice([0, 100, 100, 333, 1999])
                yield holding, plain, ("buy", day, shares, price)
                plain.buy(day, shares, price)
            elif kind < 0.92:
                shares = chance.choice([held, 1, chance.randint(1, held), chance.randint(1, held)])
                price = chance.choice([0, 100, 250, 2001])
                yield holding, plain, ("sell", day, shares, price)
                plain.sell(day, shares, price)
            else:
                times = chance.randint(2, 3)
                yield holding, plain, ("split", day, times)
                for lot in plain.all:
                    lot[1] *= times


class Hidden(unittest.TestCase):
    def test_histories(self):
        for holding, plain, (what, *given) in histories(300):
            self.assertEqual([tuple(lot) for lot in holding.lots], plain.held())
            self.assertEqual(holding.shares, sum(lot[1] for lot in plain.held()))
            self.assertEqual(holding.cost, sum(lot[2] for lot in plain.held()))
            getattr(holding, what)(*given)

    def test_gains(self):
        for holding, plain, (what, *given) in histories(300):
            before = len(plain.gains)
            found = getattr(holding, what)(*given)
            if what == "sell":
                probe = Plain()
                probe.all = [list(lot) for lot in plain.all]
                self.assertEqual([tuple(gain) for gain in found], probe.sell(*given))
                self.assertTrue(all(isinstance(gain, Gain) for gain in found))
            self.assertEqual(len(plain.gains), before)

    def test_gains_of_years(self):
        for holding, plain, (what, *given) in histories(100):
            for year in ("2020", "2021", "2022", "20"):
                expected = sum(gain[3] for gain in plain.gains if gain[1][:4] == year)
                self.assertEqual(holding.gain(year), expected)
            getattr(holding, what)(*given)

    def test_refusals_change_nothing(self):
        for holding, plain, (what, *given) in histories(60):
            before = (holding.lots, holding.gain("2020"), holding.gain("2021"))
            day = given[0]
            refused = [
                ("sell", day, holding.shares + 1, 10), ("sell", day, 0, 10), ("sell", day, -1, 10), ("sell", "9999-01-01", holding.shares + 1, 1),
                ("buy", day, 0, 10), ("buy", day, 1, -1), ("buy", "9999-01-01", 0, 1), ("split", day, 1), ("split", "9999-01-01", 0),
            ]
            if holding.lots:
                refused += [("sell", "0001-01-01", 1, 10), ("buy", "0001-01-01", 1, 10), ("split", "0001-01-01", 2), ("sell", day, 1, -1)]
            for name, *values in refused:
                with self.assertRaises(ValueError, msg=(name, values)):
                    getattr(holding, name)(*values)
            self.assertEqual((holding.lots, holding.gain("2020"), holding.gain("2021")), before)
            getattr(holding, what)(*given)

    def test_lots_that_are_alike(self):
        holding = Holding()
        for _ in range(4):
            holding.buy("2024-01-01", 10, 100)
        self.assertEqual(holding.sell("2024-01-02", 25, 150), [Gain("2024-01-01", "2024-01-02", n, n * 50) for n in (10, 10, 5)])
        self.assertEqual(holding.lots, [Lot("2024-01-01", 5, 500), Lot("2024-01-01", 10, 1000)])

    def test_answers_are_copies(self):
        holding = Holding()
        holding.buy("2024-01-01", 10, 100)
        holding.lots.clear()
        holding.sell("2024-01-01", 4, 150).clear()
        self.assertEqual(holding.lots, [Lot("2024-01-01", 6, 600)])
        self.assertEqual(holding.gain("2024"), 200)
