from datetime import datetime

import pytest

from bill import begun_minutes, bill_for, cost_of
from tariff import Call, UnknownNumber, Zone, is_peak, zone_of

HOME = Zone("home", "0", peak=300, off_peak=100, included=True)
MOBILE = Zone("mobile", "07", peak=1500, off_peak=900, fee=500)
ABROAD = Zone("abroad", "00", peak=5000, off_peak=5000, fee=1000, cap=20000)
ZONES = [HOME, MOBILE, ABROAD]


def on(day, hour, minute=0, second=0):
    return datetime(2026, 3, day, hour, minute, second)  # the 2nd is a Monday


def test_peak():
    assert is_peak(on(2, 8)) and is_peak(on(6, 17, 59, 59))
    assert not is_peak(on(2, 7, 59)) and not is_peak(on(2, 18)) and not is_peak(on(7, 12))


def test_zone():
    assert zone_of("030 12-34", ZONES) is HOME
    assert zone_of("0712 34", ZONES) is MOBILE
    assert zone_of("0044 1234", ZONES) is ABROAD
    with pytest.raises(UnknownNumber):
        zone_of("112", ZONES)


def test_begun_minutes():
    assert [begun_minutes(each) for each in (0, 1, 60, 61)] == [0, 1, 1, 2]
    with pytest.raises(ValueError):
        begun_minutes(-1)


def test_cost_within_one_rate():
    assert cost_of(Call(on(2, 10), 150, "030"), HOME) == 900
    assert cost_of(Call(on(2, 20), 150, "030"), HOME) == 300
    assert cost_of(Call(on(7, 10), 60, "07"), MOBILE) == 1400


def test_cost_over_the_evening():
    assert cost_of(Call(on(2, 17, 58), 300, "030"), HOME) == 2 * 300 + 3 * 100


def test_cost_over_the_morning():
    assert cost_of(Call(on(3, 7, 50), 20 * 60, "030"), HOME) == 10 * 100 + 10 * 300


def test_cap():
    assert cost_of(Call(on(2, 10), 180, "0044"), ABROAD) == 16000
    assert cost_of(Call(on(2, 10), 1800, "0044"), ABROAD) == 20000


def test_a_call_of_no_seconds_is_free():
    assert cost_of(Call(on(2, 10), 0, "07"), MOBILE) == 0


def test_included_minutes_are_spent_in_order():
    bill = bill_for([Call(on(3, 10), 300, "031"), Call(on(2, 10), 240, "030"), Call(on(2, 11), 60, "07")], ZONES, 6)
    assert [(item.zone, item.free, item.amount) for item in bill.items] == [("home", 4, 0), ("mobile", 0, 2000), ("home", 2, 900)]
    assert bill.minutes_left == 0


def test_minutes_left():
    assert bill_for([Call(on(3, 10), 61, "031")], ZONES, 10).minutes_left == 8


def test_the_total_is_rounded():
    bill = bill_for([Call(on(2, 20), 30, "030"), Call(on(2, 21), 30, "07")], ZONES)
    assert [item.amount for item in bill.items] == [100, 1400]
    assert bill.total == 15
    odd = Zone("odd", "1", peak=149, off_peak=50)
    assert [bill_for([Call(on(2, hour), 30, "1")], [odd]).total for hour in (10, 20)] == [1, 1]


def test_by_zone():
    bill = bill_for([Call(on(2, 10), 60, "0711"), Call(on(2, 11), 120, "030"), Call(on(2, 12), 60, "030")], ZONES)
    assert bill.by_zone() == [("mobile", 1, 2000), ("home", 3, 900)]
