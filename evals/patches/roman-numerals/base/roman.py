"""Roman numerals of the numbers 1 to 3999; anything else raises ValueError."""

SIGNS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (5, "V"), (4, "IV"), (1, "I"),
]


def to_roman(number):
    if number < 1 or number > 3999:
        raise ValueError("out of range: %s" % number)
    text = ""
    for value, sign in SIGNS:
        while number >= value:
            text += sign
            number -= value
    return text


def from_roman(text):
    """The number; only the one proper way of writing it is accepted, in capitals."""
    number = 0
    rest = text
    for value, sign in SIGNS:
        while rest.startswith(sign):
            number += value
            rest = rest[len(sign):]
    if rest or not text or to_roman(number) != text:
        raise ValueError("not a Roman numeral: %r" % text)
    return number
