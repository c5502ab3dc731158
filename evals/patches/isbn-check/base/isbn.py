"""Book numbers (ISBN) of ten and of thirteen digits, and the way from one to the other."""

import re

BOOKLAND = ("978", "979")


class NotANumber(ValueError):
    """What is not a book number, or has the wrong check digit."""


def normalise(text):
    """The digits alone, with a final x as "X".

    Hyphens and spaces do not count. What is left must be nine digits and a digit or x, or thirteen digits that begin with
    978 or 979; else NotANumber is raised. The check digit may be wrong.
    """
    digits = re.sub(r"[- ]", "", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return digits
    if re.fullmatch(r"[0-9]{13}", digits) and digits.startswith(BOOKLAND):
        return digits
    raise NotANumber("not a book number: %r" % text)


def check_digit(digits):
    """The digit that must follow nine or twelve digits, as text of one character.

    After nine, the ten digits weighed by 10, 9, ... 1 make a multiple of 11, where ten is written "X". After twelve, the
    thirteen weighed by 1, 3, 1, 3, ... 1 make a multiple of 10.
    """
    if len(digits) == 9:
        total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1)))
        return str((11 - total % 11) % 11)
    if len(digits) == 12:
        total = sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(digits))
        return str((10 - total % 10) % 10)
    raise NotANumber("no check digit for %r" % digits)


def is_valid(text):
    """True for a book number with the right check digit, False for any other text."""
    try:
        digits = normalise(text)
    except NotANumber:
        return False
    return check_digit(digits[:-1]) == digits[-1]


def to_13(text):
    """A valid number in thirteen digits; one that has them stays. Raises NotANumber when it is not valid."""
    digits = _valid(text)
    if len(digits) == 13:
        return digits
    body = BOOKLAND[0] + digits[:-1]
    return body + check_digit(body)


def to_10(text):
    """A valid number in ten digits, or None when it has none, being of 979. Raises NotANumber when it is not valid."""
    digits = _valid(text)
    if len(digits) == 10:
        return digits
    if not digits.startswith(BOOKLAND[0]):
        return None
    body = digits[3:-1]
    return body + check_digit(body)


def same_book(one, other):
    """True when two valid numbers stand for one book. Raises NotANumber when one is not valid."""
    return to_13(one) == to_13(other)


def _valid(text):
    if not is_valid(text):
        raise NotANumber("the check digit is wrong: %r" % text)
    return normalise(text)
