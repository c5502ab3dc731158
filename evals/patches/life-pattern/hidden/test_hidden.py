import random
import re

import pytest

from life import Rule, after, step
from rle import Pattern, read, write


def patterns(seed, count, widest=40, highest=14):
    chance = random.Random(seed)
    for _ in range(count):
        width, height = chance.randint(1, widest), chance.randint(1, highest)
        share, empty = chance.choice([0, 0.1, 0.5, 0.9, 1]), chance.choice([0, 0.3, 0.7, 0.95])
        rows = [y for y in range(height) if chance.random() >= empty]
        cells = frozenset((x, y) for y in rows for x in range(width) if chance.random() < share)
        yield Pattern(width, height, cells, Rule.of(chance.choice(["B3/S23", "B36/S23", "B2/S", "B1357/S02468"])))


def plain_body(pattern):
    """All cells and row ends as a text, from which what is not needed is cut off and what is alike is counted."""
    rows = []
    for y in range(pattern.height):
        row = "".join("bo"[(x, y) in pattern.cells] for x in range(pattern.width))
        rows.append(re.sub("b+$", "", row))
    text = re.sub(r"\$+$", "", "$".join(rows)) + "!"
    return [
        (str(len(found[0])) if len(found[0]) > 1 else "") + found[1] for found in re.finditer(r"(.)\1*", text)
    ]


def plain_lines(items):
    lines, line = [], ""
    for item in items:
        if len(line + item) > 70:
            lines.append(line)
            line = ""
        line += item
    return lines + [line]


def plain_cells(body):
    """The living cells of a body, letter by letter."""
    text = re.sub(r"(\d+)(.)", lambda found: int(found[1]) * found[2], re.sub(r"\s", "", body).split("!")[0])
    return {(x, y) for y, row in enumerate(text.split("$")) for x, cell in enumerate(row) if cell == "o"}


@pytest.mark.parametrize("widest,highest", [(6, 6), (3, 30), (40, 14), (200, 5), (1, 120)])
def test_written(widest, highest):
    for pattern in patterns(widest, 150, widest, highest):
        header, *lines = write(pattern).split("\n")
        assert header == "x = %d, y = %d, rule = %s" % (pattern.width, pattern.height, pattern.rule)
        assert lines.pop() == ""
        assert lines == plain_lines(plain_body(pattern)), pattern


def test_written_and_read():
    for pattern in patterns(7, 400):
        assert read(write(pattern)) == pattern
    for pattern in patterns(8, 40, 300, 20):
        assert read(write(pattern)) == pattern


def test_no_item_is_broken():
    for pattern in patterns(9, 150, 400, 30):
        for line in write(pattern).splitlines()[1:]:
            assert 0 < len(line) <= 70
            assert not line[-1].isdigit()


@pytest.mark.parametrize("width,height", [(0, 0), (1, 1), (5, 0), (0, 5), (7, 9)])
def test_nothing_alive(width, height):
    pattern = Pattern(width, height, frozenset())
    assert write(pattern) == "x = %d, y = %d, rule = B3/S23\n!\n" % (width, height)
    assert read(write(pattern)) == pattern


def test_read():
    chance = random.Random(10)
    for _ in range(600):
        items = []
        for _ in range(chance.randint(0, 12)):
            number = chance.choice(["", "", "1", "2", "3", "11", "007"])
            items.append(number + chance.choice("bo$"))
        body = "".join(items) + "!" + chance.choice(["", "o3$", "?!\nmore"])
        at = chance.randint(0, body.index("!"))
        body = body[:at] + chance.choice(["", " ", "\n", " \n\t"]) + body[at:]
        cells = plain_cells(body)
        width, height = max((x for x, _ in cells), default=-1) + 1, max((y for _, y in cells), default=-1) + 1
        for wider in (0, 3):
            header = chance.choice(["x = %d, y = %d", "x=%d,y=%d, rule = B3/S23", " x = %d , y = %d,rule=23/3 "])
            comments = chance.choice(["", "#C one\n", "#N a\n#\n"])
            found = read(comments + header % (width + wider, height + wider) + "\n" + body)
            assert found == Pattern(width + wider, height + wider, frozenset(cells)), body
        for smaller in ((width - 1, height), (width, height - 1)) if cells else ():
            with pytest.raises(ValueError):
                read("x = %d, y = %d\n" % smaller + body)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "#C x = 1, y = 1\n", "o!", "x = 3\no!", "y = 3, x = 3\no!", "x = 3, y = 3\no$", "x = 3, y = 3\nobx!",
     "x = 3, y = 3\n0o!", "x = 3, y = 3\n00b!", "x = 3, y = 3\no2!", "x = 3, y = 3, rule = B0/S23\no!",
     "x = 3, y = 3, rule = life\no!", "x = -3, y = 3\no!"],
)
def test_no_patterns(text):
    with pytest.raises(ValueError):
        read(text)


def test_around():
    for pattern in patterns(11, 200, 9, 9):
        moved = {(x - 4, y + 3) for x, y in pattern.cells}
        found = Pattern.around(moved, pattern.rule)
        assert found.rule == pattern.rule
        assert len(found.cells) == len(moved)
        if moved:
            left, top = min(x for x, _ in moved), min(y for _, y in moved)
            assert {(x + left, y + top) for x, y in found.cells} == moved
            assert {x for x, _ in found.cells} >= {0, found.width - 1}
            assert {y for _, y in found.cells} >= {0, found.height - 1}
        else:
            assert (found.width, found.height) == (0, 0)


def plain_step(cells, rule):
    next_cells = set()
    for x in range(-2, 14):
        for y in range(-2, 14):
            count = sum((p, q) in cells for p in (x - 1, x, x + 1) for q in (y - 1, y, y + 1)) - ((x, y) in cells)
            if count in (rule.survives if (x, y) in cells else rule.born):
                next_cells.add((x, y))
    return next_cells


def test_steps():
    for pattern in patterns(12, 100, 10, 10):
        before = set(pattern.cells)
        expected = plain_step(before, pattern.rule)
        assert step(pattern.cells, pattern.rule) == expected
        assert after(before, 0, pattern.rule) == before
        assert after(before, 1, pattern.rule) == expected
        given = set(before)
        assert after(given, 3, pattern.rule) == step(step(expected, pattern.rule), pattern.rule)
        assert given == before


def test_rules():
    texts = {"B3/S23": "B3/S23", "b/s": "B/S", "B8765/S43210": "B5678/S01234", "23/36": "B36/S23", "/2": "B2/S"}
    for text, expected in texts.items():
        assert str(Rule.of(text)) == expected
        assert Rule.of(expected) == Rule.of(text)
    for text in ("", "B3", "B3S23", "S23/B3", "B9/S2", "B3/S29", "23/03", "B0/S", "B3/S23/"):
        with pytest.raises(ValueError):
            Rule.of(text)
