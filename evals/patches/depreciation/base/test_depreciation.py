import pytest

from depreciation import Asset, Entry, declining_balance, lines, straight_line
from money import rounded, text


def books(entries):
    return [entry.book for entry in entries]


def charges(entries):
    return [entry.charge for entry in entries]


def test_straight_line():
    assert straight_line(Asset(cost=100000, years=4, salvage=20000)) == [
        Entry(1, 20000, 80000),
        Entry(2, 20000, 60000),
        Entry(3, 20000, 40000),
        Entry(4, 20000, 20000),
    ]


def test_straight_line_in_cents_that_do_not_divide():
    assert charges(straight_line(Asset(10000, 3))) == [3333, 3334, 3333]


def test_straight_line_from_october():
    assert charges(straight_line(Asset(120000, 2, month=10))) == [15000, 60000, 45000]


def test_declining_balance_switches_to_even_charges():
    assert charges(declining_balance(Asset(100000, 5))) == [40000, 24000, 14400, 10800, 10800]


def test_declining_balance_of_150_percent():
    assert charges(declining_balance(Asset(100000, 5), 150))[:2] == [30000, 21000]


def test_declining_balance_from_july():
    entries = declining_balance(Asset(100000, 4, month=7))
    assert charges(entries)[:2] == [25000, 37500]
    assert len(entries) == 5
    assert books(entries)[-1] == 0


def test_declining_balance_stops_at_the_salvage_value():
    entries = declining_balance(Asset(100000, 5, salvage=30000))
    assert entries[:2] == [Entry(1, 40000, 60000), Entry(2, 24000, 36000)]
    assert entries[2:] == [Entry(3, 6000, 30000), Entry(4, 0, 30000), Entry(5, 0, 30000)]


def test_assets_that_cannot_be():
    for asset in (Asset(100, 0), Asset(100, 2, 101), Asset(100, 2, -1), Asset(100, 2, 0, 13)):
        with pytest.raises(ValueError):
            straight_line(asset)
        with pytest.raises(ValueError):
            declining_balance(asset)


def test_percent_above_nought():
    with pytest.raises(ValueError):
        declining_balance(Asset(100, 2), 0)


def test_rounding_and_text():
    assert [rounded(5, 2), rounded(7, 3), rounded(8, 3)] == [3, 2, 3]
    assert [text(5), text(123456)] == ["0.05", "1,234.56"]


def test_lines():
    assert lines(straight_line(Asset(200000, 2))) == [
        "   1  1,000.00  1,000.00",
        "   2  1,000.00      0.00",
        " sum  2,000.00",
    ]
