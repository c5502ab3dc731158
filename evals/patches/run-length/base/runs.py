"""Run-length coding: "aaab" becomes "3ab". A run of one has no number; digits and backslashes are written with a backslash in front."""


def encode(text):
    coded = ""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] == text[at]:
            end += 1
        length = end - at
        sign = "\\" + text[at] if text[at].isdigit() or text[at] == "\\" else text[at]
        coded += (str(length) if length > 1 else "") + sign
        at = end
    return coded


def decode(coded):
    """The text again. Raises ValueError for what encode cannot have written: a number without a sign, of 0 or 1, an open backslash."""
    text = ""
    number = ""
    signs = iter(coded)
    for sign in signs:
        if sign.isdigit():
            number = sign
            continue
        if sign == "\\":
            sign = next(signs, None)
            if sign is None:
                raise ValueError("a backslash is open")
        if number and int(number) < 2:
            raise ValueError("no such run: " + number)
        text += sign * int(number or 1)
        number = ""
    if number:
        raise ValueError("a number without a sign")
    return text
