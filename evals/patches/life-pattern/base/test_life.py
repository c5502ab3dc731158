import pytest

from life import Rule, after, step


def test_blinker():
    assert step({(0, 1), (1, 1), (2, 1)}) == {(1, 0), (1, 1), (1, 2)}


def test_glider_moves():
    glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
    assert after(glider, 4) == {(x + 1, y + 1) for x, y in glider}


def test_rules():
    assert str(Rule.of("b63/s32")) == "B36/S23"
    assert Rule.of("23/3") == Rule()
    with pytest.raises(ValueError):
        Rule.of("B03/S23")
