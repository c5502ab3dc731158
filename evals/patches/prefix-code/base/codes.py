"""From lengths to codes, and from text to bits and back. Bits are strings of 0 and 1."""


def codes(bits):
    """The code of each letter, from the lengths, in the order of the codes.

    Raises ValueError if there are too many short ones.
    """
    table = {}
    code, before = -1, 0
    for letter in sorted(bits, key=lambda letter: (bits[letter], letter)):
        code = (code + 1) << (bits[letter] - before)
        before = bits[letter]
        if code >= 1 << before:
            raise ValueError("no code of %d bits is left for %r" % (before, letter))
        table[letter] = format(code, "0%db" % before)
    return table


def encode(text, table):
    """The bits of a text. Raises ValueError for a letter without a code."""
    for letter in text:
        if letter not in table:
            raise ValueError("%r has no code" % letter)
    return "".join(table[letter] for letter in text)


def decode(bits, table):
    """The text that some bits stand for. Raises ValueError if they end within a code, or are the beginning of none."""
    letters = {code: letter for letter, code in table.items()}
    longest = max(map(len, letters), default=0)
    text, start = [], 0
    while start < len(bits):
        for end in range(start + 1, start + longest + 1):
            if bits[start:end] in letters and end <= len(bits):
                break
        else:
            raise ValueError("no code begins at bit %d" % start)
        text.append(letters[bits[start:end]])
        start = end
    return "".join(text)


def pack(bits):
    """Bits as bytes; the first one says how many bits of the last are not used."""
    unused = -len(bits) % 8
    bits += "0" * unused
    return bytes([unused, *(int(bits[place : place + 8], 2) for place in range(0, len(bits), 8))])


def unpack(packed):
    """The bits of what `pack` has made. Raises ValueError if it cannot be that."""
    if not packed or packed[0] > 7 or (packed[0] and len(packed) == 1):
        raise ValueError("not packed bits")
    bits = "".join(format(byte, "08b") for byte in packed[1:])
    used = len(bits) - packed[0]
    if "1" in bits[used:]:
        raise ValueError("not packed bits")
    return bits[:used]
