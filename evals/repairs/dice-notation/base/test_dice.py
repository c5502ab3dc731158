import pytest

from dice import bounds, parse


@pytest.mark.parametrize(
    ("text", "parts"),
    [("2d6", (2, 6, 0)), ("d20", (1, 20, 0)), ("3d4-2", (3, 4, -2)), (" 1d6+1 ", (1, 6, 1))],
)
def test_notations(text, parts):
    assert parse(text) == parts


def test_bounds():
    assert bounds("2d6+1") == (3, 13)


@pytest.mark.parametrize("text", ["", "dd", "2d6+x", "2d6 and more"])
def test_what_is_none(text):
    with pytest.raises(ValueError):
        parse(text)
