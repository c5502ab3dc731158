"""American Soundex: a code for how a surname sounds.

The code is the first letter of the name and three digits for the consonants after it:

    1  b f p v        4  l
    2  c g j k q s x z    5  m n
    3  d t            6  r

Vowels and "y" have no digit, nor have "h" and "w". Consonants with the same digit are coded once when they stand side by
side, and also when only "h" or "w" stands between them, but twice when a vowel or "y" does. The first letter counts in
this as well: the "f" in Pfister is not coded. Codes that are too short are filled up with zeros.

Case, accents, spaces, hyphens and apostrophes make no difference. Letters that are not Latin are ignored.
"""

import unicodedata

DIGITS = {}
for _digit, _letters in enumerate(["bfpv", "cgjkqsxz", "dt", "l", "mn", "r"], 1):
    DIGITS.update(dict.fromkeys(_letters, str(_digit)))


def letters(name):
    """The letters of a name from a to z, in lower case and without accents."""
    plain = unicodedata.normalize("NFD", name.lower())
    return "".join(each for each in plain if "a" <= each <= "z")


def soundex(name, length=4):
    """The code of a name, `length` characters long. Raises ValueError for a name without letters."""
    found = letters(name)
    if not found:
        raise ValueError("there are no letters in %r" % name)
    code = found[0].upper()
    previous = DIGITS.get(found[0])
    for letter in found[1:]:
        digit = DIGITS.get(letter)
        if digit is not None and digit != previous:
            code += digit
        previous = digit
    return code[:length].ljust(length, "0")


def likeness(first, second):
    """How many of the four places of the two codes agree, from 0 to 4."""
    return sum(a == b for a, b in zip(soundex(first), soundex(second)))
