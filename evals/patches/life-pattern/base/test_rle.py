import pytest

from life import Rule
from rle import Pattern, read, write

GLIDER = "#N Glider\n#C The smallest ship.\nx = 3, y = 3, rule = B3/S23\nbob$2bo$3o!\n"


def picture(*rows, rule=Rule()):
    cells = frozenset((x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "o")
    return Pattern(len(rows[0]), len(rows), cells, rule)


def test_read():
    assert read(GLIDER) == picture(".o.", "..o", "ooo")


def test_read_over_several_lines():
    assert read("x = 12, y = 2\n1\n2o $\n 3b o! the rest\n") == picture("o" * 12, "...o........")


def test_read_empty_rows():
    assert read("x = 2, y = 5, rule = B36/S23\n$o2$bo!").cells == {(0, 1), (1, 3)}


def test_write():
    assert write(picture(".o.", "..o", "ooo")) == "x = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n"


def test_write_another_rule():
    assert write(picture("oo", rule=Rule.of("23/36"))) == "x = 2, y = 1, rule = B36/S23\n2o!\n"


def test_empty_rows_are_written():
    pattern = picture("oo.", "...", "...", ".oo")
    assert read(write(pattern)) == pattern


def test_two_ships_apart():
    ship = read(GLIDER).cells
    pattern = Pattern(20, 9, ship | {(x + 15, y + 6) for x, y in ship})
    assert read(write(pattern)) == pattern


def test_long_lines():
    pattern = picture("o." * 60, ".o" * 60)
    assert all(len(line) <= 70 for line in write(pattern).splitlines())
    assert read(write(pattern)) == pattern


def test_no_patterns():
    for text in ("", "bo!", "x = 1, y = 1\no", "x = 1, y = 1\n2o!", "x = 1, y = 1\n?!", "x = 1, y = 1\no3!"):
        with pytest.raises(ValueError):
            read(text)


def test_around():
    assert Pattern.around({(5, -2), (6, 0)}) == picture("o.", "..", ".o")
    assert Pattern.around(set()) == Pattern(0, 0, frozenset())
