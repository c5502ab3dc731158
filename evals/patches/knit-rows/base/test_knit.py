import pytest

from knit import cast_on, every, increases, row_text, shaping, width_of


def test_cast_on_for_a_width():
    assert cast_on(500, 20) == 100
    assert cast_on(333, 22) == 73


def test_cast_on_whole_repeats():
    assert cast_on(460, 20, repeat=8) == 96
    assert cast_on(400, 21, repeat=12) == 84


def test_cast_on_repeats_and_edge():
    assert cast_on(500, 20, repeat=8, edge=6) == 102
    assert cast_on(380, 20, repeat=6, edge=8) == 74


def test_cast_on_one_repeat_at_least():
    assert cast_on(10, 20, repeat=12, edge=2) == 14


def test_cast_on_nothing():
    for given in [(0, 20), (100, 0), (100, 20, 0), (100, 20, 1, -1)]:
        with pytest.raises(ValueError):
            cast_on(*given)


def test_width():
    assert width_of(101, 22) == 459


def test_increases_in_the_middle_of_equal_parts():
    assert increases(20, 2) == [5, 15]
    assert increases(16, 4) == [2, 6, 10, 14]


def test_increases_that_do_not_come_out_even():
    assert increases(10, 3) == [2, 5, 8]


def test_more_increases_than_stitches():
    with pytest.raises(ValueError):
        increases(3, 4)


def test_row_text():
    assert row_text(20, 2) == "k5, m1, k10, m1, k5"
    assert row_text(16, 4) == "k2, (m1, k4) x 3, m1, k2"


def test_row_without_increases():
    assert row_text(12, 0) == "k12"


def test_shaping():
    assert shaping(17, 3) == [6, 12, 17]
    assert shaping(20, 4) == [5, 10, 15, 20]
    with pytest.raises(ValueError):
        shaping(3, 4)


def test_every():
    assert every(27, 5) == [(6, 2), (5, 3)]
    assert every(20, 4) == [(5, 4)]
