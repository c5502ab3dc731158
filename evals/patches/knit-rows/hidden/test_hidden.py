import random
import re
from fractions import Fraction

import pytest

from knit import cast_on, every, increases, row_text, shaping, width_of


def near(width, gauge, repeat, edge):
    """Tried one after another: the nearest, and of two the larger."""
    wanted = Fraction(width * gauge, 100)
    best = repeat + edge
    number = 1
    while number * repeat + edge <= wanted + repeat:
        stitches = number * repeat + edge
        if abs(stitches - wanted) <= abs(best - wanted):
            best = stitches
        number += 1
    return best


def test_cast_on():
    chance = random.Random(14)
    for _ in range(3000):
        given = (chance.randint(1, 900), chance.randint(8, 40), chance.choice([1, 1, 2, 3, 4, 7, 12, 24]), chance.choice([0, 0, 1, 2, 3, 6, 11, 30]))
        assert cast_on(*given) == near(*given), given


def test_cast_on_between_two():
    for repeat in (2, 4, 6, 10):
        for edge in (0, 1, 2, 5, 9):
            for number in range(1, 8):
                middle = number * repeat + edge + repeat // 2
                assert cast_on(middle * 5, 20, repeat, edge) == (number + 1) * repeat + edge
                assert cast_on(middle * 5 - 1, 20, repeat, edge) == number * repeat + edge


def test_cast_on_defaults():
    for width in range(1, 300):
        assert cast_on(width, 21) == near(width, 21, 1, 0)
        assert cast_on(width, 21, 3) == near(width, 21, 3, 0)
        assert cast_on(width, 21, edge=4) == near(width, 21, 1, 4)


def test_cast_on_refusals():
    for given in ((0, 20), (-1, 20), (10, 0), (10, -2), (10, 20, 0), (10, 20, -1), (10, 20, 1, -1)):
        with pytest.raises(ValueError):
            cast_on(*given)


def test_width():
    for stitches in range(200):
        for gauge in (9, 20, 22, 33):
            assert width_of(stitches, gauge) == int(Fraction(stitches * 100, gauge))


def places(stitches, count):
    part = Fraction(stitches, count) if count else 0
    return [int(part * number + part / 2 + Fraction(1, 2)) for number in range(count)]


def test_increases():
    for stitches in range(40):
        for count in range(stitches + 1):
            assert increases(stitches, count) == places(stitches, count), (stitches, count)
        for count in (-1, stitches + 1, stitches + 9):
            with pytest.raises(ValueError):
                increases(stitches, count)


def unfold(text):
    """The single steps of a row."""
    whole = re.sub(r"\(([^)]*)\) x (\d+)", lambda found: ", ".join([found[1]] * int(found[2])), text)
    return whole.split(", ")


def test_rows():
    for stitches in range(1, 40):
        for count in range(stitches + 1):
            text = row_text(stitches, count)
            knitted, found = 0, []
            for step in unfold(text):
                if step == "m1":
                    found.append(knitted)
                else:
                    assert re.fullmatch(r"k[1-9]\d*", step), text
                    knitted += int(step[1:])
            assert (knitted, found) == (stitches, places(stitches, count)), text


def plain_row(stitches, count):
    """Step by step, with the text of the last one taken back when the same comes again."""
    at, parts, last, times = 0, [], None, 0
    for number, place in enumerate(places(stitches, count)):
        step, at = place - at, place
        if number == 0:
            parts.append("k%d" % step)
            continue
        times = times + 1 if step == last else 1
        last = step
        if times > 1:
            parts.pop()
        parts.append("m1, k%d" % step if times == 1 else "(m1, k%d) x %d" % (step, times))
    parts += ["m1"] if count else []
    parts += ["k%d" % (stitches - at)] if stitches > at else []
    return ", ".join(parts)


def test_equal_steps_are_written_once():
    for stitches in range(1, 40):
        for count in range(stitches + 1):
            assert row_text(stitches, count) == plain_row(stitches, count)


def test_row_texts():
    assert row_text(3, 3) == "k1, (m1, k1) x 2, m1"
    assert row_text(1, 1) == "k1, m1"
    assert row_text(12, 5) == "k1, m1, k3, (m1, k2) x 2, m1, k3, m1, k1"


def parts(rows, times):
    lengths = [0] * times
    for row in range(rows):
        lengths[row % times] += 1
    return lengths


def test_shaping():
    for rows in range(40):
        for times in range(1, rows + 1):
            lengths = parts(rows, times)
            assert shaping(rows, times) == [sum(lengths[: at + 1]) for at in range(times)]
            assert every(rows, times) == [(each, lengths.count(each)) for each in sorted(set(lengths), reverse=True)]
        assert shaping(rows, 0) == [] and every(rows, 0) == []
        for times in (-1, rows + 1):
            with pytest.raises(ValueError):
                shaping(rows, times)
            with pytest.raises(ValueError):
                every(rows, times)
