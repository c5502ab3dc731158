import random
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest

from reading import parse_latitude, parse_longitude, parse_point
from writing import format_latitude, format_longitude, format_point, wrapped

UNITS = {"d": 1, "dm": 60, "dms": 3600}
AXES = [(format_latitude, parse_latitude, 90, "N", "S"), (format_longitude, parse_longitude, 180, "E", "W")]


def plain(size, style, decimals):
    """The digits of a size: it is counted in the smallest parts that can be written, as decimal digits."""
    parts = size * UNITS[style] * 10**decimals
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(parts.numerator) / Decimal(parts.denominator)
        count = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    scale = 10**decimals
    last, rest = count // scale, count % scale
    tail = "." + str(rest).zfill(decimals) if decimals else ""
    if style == "d":
        return "%d%s°" % (last, tail)
    if style == "dm":
        return "%d° %s%s'" % (last // 60, str(last % 60).zfill(2), tail)
    return "%d° %s' %s%s\"" % (last // 3600, str(last // 60 % 60).zfill(2), str(last % 60).zfill(2), tail)


def expected(degrees, style, decimals, limit, positive, negative):
    text = plain(abs(degrees), style, decimals)
    nothing = not any(each in "123456789" for each in text)
    turned = degrees < 0 and not nothing and not (limit == 180 and text.startswith("180"))
    return text + " " + (negative if turned else positive)


def angles(seed, count, limit):
    """Angles of all kinds, many of them close to a whole degree, minute or second, or to the middle of two."""
    chance = random.Random(seed)
    for _ in range(count):
        whole = chance.choice([0, 0, 1, 9, limit - 1, limit, chance.randrange(limit)])
        minutes, seconds = (chance.choice([0, 1, 29, 30, 59, 59, 60, chance.randrange(60)]) for _ in range(2))
        size = whole + Fraction(minutes, 60) + Fraction(seconds, 3600)
        unit = chance.choice([1, 60, 3600]) * 10 ** chance.randint(0, 4)
        size += Fraction(chance.choice([0, 0, 1, -1, 1, -1, 3, -3]), chance.choice([2, 2, 4, 10, 1000]) * unit)
        if 0 <= size <= limit:
            yield size * chance.choice([1, -1])


@pytest.mark.parametrize("style", ["d", "dm", "dms"])
@pytest.mark.parametrize("axis", AXES)
def test_written(axis, style):
    form, parse, limit, positive, negative = axis
    for degrees in angles(limit, 350, limit):
        for decimals in (0, 1, 3):
            text = form(degrees, style, decimals)
            assert text == expected(degrees, style, decimals, limit, positive, negative), (degrees, decimals)


@pytest.mark.parametrize("axis", AXES)
def test_written_and_read_again(axis):
    form, parse, limit, _, _ = axis
    for degrees in angles(limit + 1, 250, limit):
        for style, unit in UNITS.items():
            for decimals in (0, 2):
                back = parse(form(degrees, style, decimals))
                step = Fraction(1, unit * 10**decimals)
                away = min(abs(back - degrees), abs(back - degrees - 360) if limit == 180 else 1000)
                assert away <= step / 2, (degrees, style, decimals)


def test_other_numbers():
    for value in (0.1, 52.999999999, -0.0, -13.5, 59.99999999999, Decimal("7.995"), 3, -90):
        for style in UNITS:
            wanted = expected(Fraction(value), style, 2, 90, "N", "S")
            assert format_latitude(value, style, 2) == wanted, (value, style)


def test_defaults_and_points():
    for latitude in angles(5, 30, 90):
        for longitude in angles(6, 10, 180):
            parts = (format_latitude(latitude, "dms", 0), format_longitude(longitude, "dms", 0))
            assert (format_latitude(latitude), format_longitude(longitude)) == parts
            assert format_point(latitude, longitude) == "%s, %s" % parts
            other = (format_latitude(latitude, "dm", 2), format_longitude(longitude, "dm", 2))
            assert format_point(latitude, longitude, "dm", 2) == "%s, %s" % other


def test_poles_and_meridians():
    almost = Fraction(1, 10**9)
    assert format_latitude(90 - almost) == "90° 00' 00\" N"
    assert format_latitude(almost - 90, "dm", 3) == "90° 00.000' S"
    assert format_longitude(almost - 180) == "180° 00' 00\" E"
    assert format_longitude(almost - 180, "dm", 1) == "180° 00.0' E"
    assert format_longitude(almost - 180, "d", 2) == "180.00° E"
    assert format_longitude(-almost) == "0° 00' 00\" E"
    assert format_longitude(-179.5) == "179° 30' 00\" W"
    assert format_longitude(almost - 1) == "1° 00' 00\" W"


def test_refused():
    almost = Fraction(1, 10**9)
    for form, limit in ((format_latitude, 90), (format_longitude, 180)):
        for value in (limit + almost, -limit - almost, 1000):
            for style in UNITS:
                with pytest.raises(ValueError):
                    form(value, style)
        for style, decimals in (("ms", 0), ("", 0), ("DMS", 0), ("dms", -1)):
            with pytest.raises(ValueError):
                form(1, style, decimals)


def test_wrapped():
    chance = random.Random(9)
    for _ in range(500):
        longitude = Fraction(chance.randint(-4000, 4000), chance.choice([1, 2, 7])) + 180 * chance.randint(-3, 3)
        turned = longitude
        while turned > 180:
            turned -= 360
        while turned <= -180:
            turned += 360
        assert wrapped(longitude) == turned


def spelled(chance, numbers, letter):
    """A way to write the numbers, with a direction of "", a letter or a minus."""
    signs = [["°", "'", '"'], ["°", "′", "″"], [":", ":", ""], [" ", " ", ""], ["° ", "' ", '"']]
    style = chance.choice(signs)
    last = style[len(numbers) - 1].strip(" :")
    body = "".join(map("".join, zip(numbers[:-1], style))) + numbers[-1] + (last if chance.random() < 0.7 else "")
    if letter == "-":
        return "-" + body
    if chance.random() < 0.5:
        letter = letter.lower()
    gap = chance.choice(["", " "])
    return letter + gap + body if chance.random() < 0.4 else body.rstrip() + gap + letter


def test_read():
    chance = random.Random(10)
    for _ in range(800):
        parse, limit, letters = chance.choice([(parse_latitude, 90, "NS"), (parse_longitude, 180, "EW")])
        more = [chance.randrange(62) for _ in range(chance.randint(0, 2))]
        numbers = [str(chance.randrange(limit + 2)), *(str(each).zfill(chance.choice([1, 2])) for each in more)]
        if chance.random() < 0.5:
            numbers[-1] += "." + str(chance.randrange(1000))
        letter = chance.choice(["", "-", *letters])
        text = spelled(chance, numbers, letter)
        size = sum(Fraction(number) / 60**at for at, number in enumerate(numbers))
        if size > limit or any(Fraction(number) >= 60 for number in numbers[1:]):
            with pytest.raises(ValueError):
                parse(text)
        else:
            assert parse(text) == (-size if letter in ("-", letters[1]) else size), text
            for other in ("N", "W", "-"):
                with pytest.raises(ValueError):
                    parse_latitude(other + text + "E")


def test_what_cannot_be_read():
    beside = ("", " ", "N", "-", "°", "--5", "5-", "5 N 3", "5 X", "+5", "5,5", "NaN")
    for text in (*beside, "1 2 3 4", "1.5 2", "1 2.5 3", "1..5", ".5", "5."):
        for parse in (parse_latitude, parse_longitude):
            with pytest.raises(ValueError):
                parse(text)
    for text in ("1 E", "W 1"):
        with pytest.raises(ValueError):
            parse_latitude(text)
    for text in ("1 N", "S 1"):
        with pytest.raises(ValueError):
            parse_longitude(text)


def test_points():
    assert parse_point("1 2 3 S; 4 5 6 W") == (-(1 + Fraction(123, 3600)), -(4 + Fraction(306, 3600)))
    assert parse_point("-1.5,2.5") == (Fraction(-3, 2), Fraction(5, 2))
    for text in ("1", "1,2,3", "1;2,3", ",", "1,", "91,0", "0,181", "1 E,2 N"):
        with pytest.raises(ValueError):
            parse_point(text)
