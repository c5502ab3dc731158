"""Amounts of money in whole cents."""


def rounded(numerator, denominator):
    """numerator / denominator as a whole number, halves rounded up. Neither may be negative."""
    return (2 * numerator + denominator) // (2 * denominator)


def text(cents):
    """An amount as text: 123456 is "1,234.56"."""
    return "{:,}.{:02d}".format(*divmod(cents, 100))
