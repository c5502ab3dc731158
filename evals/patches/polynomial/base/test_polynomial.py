import unittest
from fractions import Fraction

from polynomial import Polynomial


class PolynomialTest(unittest.TestCase):
    def test_leading_zeros_are_dropped(self):
        self.assertEqual(Polynomial(1, 2, 0, 0), Polynomial(1, 2))
        self.assertEqual(Polynomial(0).degree, -1)

    def test_value(self):
        self.assertEqual(Polynomial(1, 0, 2)(3), 19)

    def test_sum_and_difference(self):
        a, b = Polynomial(1, 2, 3), Polynomial(4, 5, 3)
        self.assertEqual(a + b, Polynomial(5, 7, 6))
        self.assertEqual(a - b, Polynomial(-3, -3))

    def test_product(self):
        self.assertEqual(Polynomial(1, 1) * Polynomial(-1, 1), Polynomial(-1, 0, 1))

    def test_division(self):
        quotient, rest = divmod(Polynomial(-1, 0, 0, 1), Polynomial(-1, 1))
        self.assertEqual((quotient, rest), (Polynomial(1, 1, 1), Polynomial()))

    def test_division_by_zero(self):
        with self.assertRaises(ZeroDivisionError):
            divmod(Polynomial(1), Polynomial(0))

    def test_derivative(self):
        self.assertEqual(Polynomial(5, 4, 3).derivative(), Polynomial(4, 6))

    def test_text(self):
        self.assertEqual(str(Polynomial(3, 1, 2)), "2x^2 + x + 3")
        self.assertEqual(str(Polynomial(0, 0, 0, Fraction(1, 2))), "1/2x^3")

    def test_text_with_a_difference(self):
        self.assertEqual(str(Polynomial(2, -3, 1)), "x^2 - 3x + 2")

    def test_text_with_minus_one(self):
        self.assertEqual(str(Polynomial(4, 0, -1)), "-x^2 + 4")
