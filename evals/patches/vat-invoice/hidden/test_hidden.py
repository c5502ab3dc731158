import unittest
from fractions import Fraction

from invoice import net, taxes, total


def half_up(x):
    return int((x * 2 + 1) // 2)


LINES = [
    [],
    [(1000, 1, 20), (500, 3, 20), (333, 1, 7), (10, 1, 7)],
    [(3, 1, 19), (3, 1, 19), (3, 1, 19), (3, 1, 19)],
    [(99, 7, 19), (1, 1, 0), (250, 2, 7), (0, 5, 5), (13, 3, 19)],
    [(5, 1, 10), (10, 1, 5), (50, 1, 1)],
]


class Hidden(unittest.TestCase):
    def test_taxes(self):
        for lines in LINES:
            sums = {}
            for price, quantity, rate in lines:
                sums[rate] = sums.get(rate, 0) + price * quantity
            self.assertEqual(taxes(lines), {r: half_up(Fraction(s * r, 100)) for r, s in sums.items() if s}, lines)

    def test_rounded_once(self):
        self.assertEqual(taxes([(3, 1, 19)] * 4), {19: 2})
        self.assertEqual(taxes([(2, 1, 25)]), {25: 1})

    def test_order_does_not_matter(self):
        for lines in LINES:
            self.assertEqual(taxes(lines), taxes(lines[::-1]))

    def test_total(self):
        for lines in LINES:
            for discount in (0, 3, 10, 33, 50, 100):
                left = [(half_up(Fraction(p * q * (100 - discount), 100)), r) for p, q, r in lines]
                sums = {}
                for cents, rate in left:
                    sums[rate] = sums.get(rate, 0) + cents
                expected = sum(c for c, _ in left) + sum(half_up(Fraction(s * r, 100)) for r, s in sums.items())
                self.assertEqual(total(lines, discount), expected, (lines, discount))

    def test_refusals(self):
        for discount in (-1, 101):
            with self.assertRaises(ValueError):
                total([(1, 1, 1)], discount)

    def test_net(self):
        self.assertEqual(net([]), 0)
        self.assertEqual(net([(3, 4, 5), (1, 1, 5)]), 13)
