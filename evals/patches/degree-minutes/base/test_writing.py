from fractions import Fraction

import pytest

from writing import format_latitude, format_longitude, format_point, wrapped


def angle(degrees, minutes, seconds):
    return degrees + Fraction(minutes, 60) + Fraction(seconds) / 3600


def test_styles():
    here = angle(52, 5, 12)
    assert format_latitude(here) == "52° 05' 12\" N"
    assert format_latitude(here, "dm", 1) == "52° 05.2' N"
    assert format_latitude(here, "d", 4) == "52.0867° N"


def test_directions():
    assert format_point(-1.5, -2.25) == "1° 30' 00\" S, 2° 15' 00\" W"
    assert format_longitude(2.25, "d", 2) == "2.25° E"


def test_seconds_are_rounded():
    assert format_latitude(angle(7, 8, "9.26"), decimals=1) == "7° 08' 09.3\" N"
    assert format_latitude(angle(7, 8, "9.24"), decimals=1) == "7° 08' 09.2\" N"


def test_seconds_that_become_a_minute():
    assert format_latitude(angle(52, 30, "59.6")) == "52° 31' 00\" N"


def test_seconds_that_become_a_minute_in_the_west():
    assert format_longitude(-angle(0, 9, "59.96"), decimals=1) == "0° 10' 00.0\" W"


def test_zero():
    assert format_latitude(0) == "0° 00' 00\" N"
    assert format_longitude(Fraction(-1, 100000), "d", 2) == "0.00° E"


def test_the_last_meridian():
    assert format_longitude(-180) == "180° 00' 00\" E"
    assert format_longitude(180, "d") == "180° E"


def test_beyond():
    for call, value in ((format_latitude, 90.01), (format_longitude, -180.5)):
        with pytest.raises(ValueError):
            call(value)
    with pytest.raises(ValueError):
        format_latitude(1, "ms")


def test_wrapped():
    assert [wrapped(each) for each in (190, -180, 180, 725, -181)] == [-170, 180, 180, 5, 179]
