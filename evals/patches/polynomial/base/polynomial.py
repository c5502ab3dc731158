"""Polynomials in x with whole or rational coefficients."""

from fractions import Fraction
from itertools import zip_longest


class Polynomial:
    """A polynomial that does not change, given by its coefficients from the constant up: Polynomial(1, 0, 2) is 2x^2 + 1.

    Leading zeros are dropped, so equal polynomials are equal and have one hash however they were made. Zero has no
    coefficients and the degree -1.
    """

    def __init__(self, *coefficients):
        length = len(coefficients)
        while length and coefficients[length - 1] == 0:
            length -= 1
        self._coefficients = tuple(Fraction(each) for each in coefficients[:length])

    @property
    def coefficients(self):
        return self._coefficients

    @property
    def degree(self):
        return len(self._coefficients) - 1

    def __call__(self, x):
        """The value at x."""
        value = 0
        for coefficient in reversed(self._coefficients):
            value = value * x + coefficient
        return value

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self._coefficients == other._coefficients

    def __hash__(self):
        return hash(self._coefficients)

    def __neg__(self):
        return Polynomial(*(-each for each in self._coefficients))

    def __add__(self, other):
        pairs = zip_longest(self._coefficients, other._coefficients, fillvalue=0)
        return Polynomial(*(a + b for a, b in pairs))

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        product = [0] * (len(self._coefficients) + len(other._coefficients))
        for i, a in enumerate(self._coefficients):
            for j, b in enumerate(other._coefficients):
                product[i + j] += a * b
        return Polynomial(*product)

    def __divmod__(self, other):
        """(quotient, rest), where the rest has a smaller degree than `other`. Raises ZeroDivisionError for zero."""
        if other.degree < 0:
            raise ZeroDivisionError("division by the polynomial 0")
        quotient, rest = Polynomial(), self
        while rest.degree >= other.degree:
            factor = rest._coefficients[-1] / other._coefficients[-1]
            step = Polynomial(*[0] * (rest.degree - other.degree), factor)
            quotient, rest = quotient + step, rest - step * other
        return quotient, rest

    def derivative(self):
        return Polynomial(*(power * each for power, each in enumerate(self._coefficients) if power))

    def __str__(self):
        """The terms from the highest power down, as in "-x^3 + 2x - 1/2"; those that are 0 are left out, zero itself is "0".

        A coefficient of 1 before x is not written, and the sign of a term after the first stands between spaces.
        """
        powers = range(self.degree, -1, -1)
        terms = [_term(self._coefficients[power], power) for power in powers if self._coefficients[power]]
        return " + ".join(terms) or "0"

    def __repr__(self):
        return "Polynomial(%s)" % ", ".join(str(each) for each in self._coefficients)


def _term(coefficient, power):
    if power == 0:
        return str(coefficient)
    name = "x" if power == 1 else "x^%d" % power
    return name if coefficient == 1 else "%s%s" % (coefficient, name)
