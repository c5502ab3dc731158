from fractions import Fraction

import pytest

from reading import parse_latitude, parse_longitude, parse_point

HERE = 52 + Fraction(31, 60) + Fraction(25, 2) / 3600


@pytest.fixture
def texts():
    return ["52° 31' 12.5\" N", "52°31′12.5″N", "N 52 31 12.5", "52:31:12.5", "n52 31 12.5"]


def test_one_angle(texts):
    assert [parse_latitude(text) for text in texts] == [HERE] * 5


def test_fewer_numbers():
    assert parse_latitude("52:31.5 S") == -(52 + Fraction(63, 120))
    assert parse_longitude("-13.25") == Fraction(-53, 4)


def test_points():
    assert parse_point("52° 30' N, 13° 15' W") == (Fraction(105, 2), Fraction(-53, 4))
    with pytest.raises(ValueError):
        parse_point("52° 30' N 13° 15' W")


def test_what_cannot_be_read():
    for text in ("", "N", "52 N S", "-52 S", "52 E", "52.5 30", "52 60", "91", "90 0 1", "1 2 3 4", "52..5"):
        with pytest.raises(ValueError):
            parse_latitude(text)
