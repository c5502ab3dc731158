import random
import unittest
from fractions import Fraction

from polynomial import Polynomial


def plain_text(coefficients):
    """Term by term, from the list of coefficients."""
    text = ""
    for power in range(len(coefficients) - 1, -1, -1):
        value = Fraction(coefficients[power])
        if value == 0:
            continue
        size = -value if value < 0 else value
        digits = "%d" % size.numerator
        if size.denominator != 1:
            digits += "/%d" % size.denominator
        if power > 0 and digits == "1":
            digits = ""
        digits += ["", "x"][power > 0]
        if power > 1:
            digits += "^" + str(power)
        if text:
            text += " - " if value < 0 else " + "
        elif value < 0:
            text += "-"
        text += digits
    return text or "0"


def lists(count):
    chance = random.Random(3)
    for _ in range(count):
        values = [0, 1, -1, 1, -1, 2, -2, 11, -11, 21, -101, 10, Fraction(1, 2), Fraction(-1, 2), Fraction(-21, 11), Fraction(1, 11)]
        yield [chance.choice(values) for _ in range(chance.randint(0, 6))]


def trimmed(values):
    values = list(values)
    while values and values[-1] == 0:
        values.pop()
    return tuple(values)


class Hidden(unittest.TestCase):
    def test_text(self):
        for values in lists(800):
            self.assertEqual(str(Polynomial(*values)), plain_text(values), values)

    def test_text_of_constants(self):
        for value in (0, 1, -1, 7, -7, Fraction(-3, 4)):
            self.assertEqual(str(Polynomial(value)), str(value))
        self.assertEqual(str(Polynomial()), "0")
        self.assertEqual(str(Polynomial(0, 0)), "0")

    def test_text_of_what_is_computed(self):
        a, b = Polynomial(1, -1), Polynomial(-1, -1)
        self.assertEqual([str(a * b), str(a - a), str(a + b), str(-a)], ["x^2 - 1", "0", "-2x", "x - 1"])

    def test_asking_changes_nothing(self):
        for values in lists(50):
            polynomial = Polynomial(*values)
            str(polynomial)
            self.assertEqual(polynomial.coefficients, trimmed(values))

    def test_arithmetic_by_values(self):
        for a, b in zip(lists(200), reversed(list(lists(200)))):
            p, q = Polynomial(*a), Polynomial(*b)
            for x in (-3, -1, 0, 2, Fraction(1, 3)):
                at = lambda values: sum(value * x ** power for power, value in enumerate(values))
                self.assertEqual(p(x), at(a))
                self.assertEqual((p + q)(x), at(a) + at(b))
                self.assertEqual((p - q)(x), at(a) - at(b))
                self.assertEqual((p * q)(x), at(a) * at(b))
                self.assertEqual((-p)(x), -at(a))

    def test_division(self):
        for a, b in zip(lists(200), reversed(list(lists(200)))):
            p, q = Polynomial(*a), Polynomial(*b)
            if q.degree < 0:
                with self.assertRaises(ZeroDivisionError):
                    divmod(p, q)
                continue
            quotient, rest = divmod(p, q)
            self.assertEqual(quotient * q + rest, p)
            self.assertLess(rest.degree, q.degree)

    def test_equality(self):
        for values in lists(100):
            p, q = Polynomial(*values), Polynomial(*values, 0, 0)
            self.assertEqual(p, q)
            self.assertEqual(hash(p), hash(q))
            self.assertEqual(p.degree, len(trimmed(values)) - 1)
        self.assertNotEqual(Polynomial(1), Polynomial(1, 1))
        self.assertNotEqual(Polynomial(1), 1)

    def test_derivative(self):
        for values in lists(100):
            expected = trimmed([power * value for power, value in enumerate(values)][1:])
            self.assertEqual(Polynomial(*values).derivative().coefficients, expected)

    def test_repr(self):
        self.assertEqual(repr(Polynomial(1, -1, Fraction(1, 2))), "Polynomial(1, -1, 1/2)")
