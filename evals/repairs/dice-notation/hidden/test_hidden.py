import pytest

from dice import parse


@pytest.mark.parametrize("text", ["2d6+1+1", "2d6d6", "1d6-", "x2d6", "2 d6", "-1d6", "2d"])
def test_none_of_these(text):
    with pytest.raises(ValueError):
        parse(text)


def test_large():
    assert parse("10d100+250") == (10, 100, 250)
