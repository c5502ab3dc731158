import random
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor

import pytest

from bill import begun_minutes, bill_for, cost_of
from tariff import Call, UnknownNumber, Zone, is_peak, zone_of

MONDAY = datetime(2026, 3, 2)
ZONES = [
    Zone("home", "0", peak=311, off_peak=107, included=True),
    Zone("mobile", "07", peak=1513, off_peak=977, fee=503),
    Zone("friends", "0711", peak=201, off_peak=10, fee=49, cap=2500, included=True),
    Zone("abroad", "00", peak=5003, off_peak=4001, fee=1009, cap=20011),
    Zone("night", "09", peak=3, off_peak=7, fee=1, included=True),
]
NUMBERS = ["030 1234", "031-99", "0721 5", "07 115", "0711 22", "0-7-1-1", "0044 20", "00 1", "091", "0 9 3"]


def dear(moment):
    hours = (moment - MONDAY) / timedelta(hours=1)
    day, hour = divmod(hours % (7 * 24), 24)
    return day <= 4 and 8 <= hour < 18


def plain_cost(call, zone, free=0):
    rates, at = [], 0
    while at < call.seconds:
        rates.append(zone.peak if dear(call.start + timedelta(seconds=at)) else zone.off_peak)
        at += 60
    if len(rates) <= free:
        return 0
    amount = zone.fee + sum(rates[free:])
    return amount if zone.cap is None or amount < zone.cap else zone.cap


def calls(seed, count, lengths):
    chance = random.Random(seed)
    for _ in range(count):
        hour = chance.choice([7, 7, 8, 17, 17, 17, 18, 23, chance.randrange(24)])
        start = MONDAY + timedelta(days=chance.randrange(28), hours=hour, minutes=chance.randrange(60))
        start += timedelta(seconds=chance.choice([0, 0, 1, 29, 30, 59]))
        yield Call(start, chance.choice(lengths(chance)), chance.choice(NUMBERS))


def short(chance):
    return [0, 1, 59, 60, 61, 120, chance.randrange(3600)]


def long(chance):
    return [3600 * 10, 3600 * 14 + 1, chance.randrange(3600 * 40), chance.randrange(3600 * 100)]


def plain_zone(number):
    digits = [each for each in number if each.isdigit()]
    fitting = [zone for zone in ZONES if digits[: len(zone.prefix)] == list(zone.prefix)]
    return sorted(fitting, key=lambda zone: len(zone.prefix))[-1]


@pytest.mark.parametrize("lengths,count", [(short, 800), (long, 40)])
def test_cost(lengths, count):
    for call in calls(1, count, lengths):
        for zone in ZONES:
            assert cost_of(call, zone) == plain_cost(call, zone), (call, zone)


@pytest.mark.parametrize("lengths,count", [(short, 800), (long, 40)])
def test_cost_with_free_minutes(lengths, count):
    chance = random.Random(2)
    for call in calls(3, count, lengths):
        free = chance.choice([1, 2, 10, 30, begun_minutes(call.seconds)])
        free = min(free, begun_minutes(call.seconds))
        for zone in ZONES:
            assert cost_of(call, zone, free) == plain_cost(call, zone, free), (call, zone, free)


def test_cost_over_a_change_of_rates_within_a_minute():
    zone = ZONES[0]
    for second in range(0, 60):
        for length in (1, 60, 61, 120, 121):
            for hour in (7, 17):
                call = Call(MONDAY + timedelta(hours=hour, minutes=59, seconds=second), length, "0")
                assert cost_of(call, zone) == plain_cost(call, zone), call


def test_bills():
    for seed in range(150):
        chance = random.Random(seed)
        given = list(calls(seed + 1000, chance.randrange(12), short))
        given += [Call(given[0].start, 61, number) for number in NUMBERS[:3]] if given else []
        before, included = list(given), chance.choice([0, 5, 30, 100, 1000])
        bill = bill_for(given, ZONES, included)
        assert given == before
        left, items = included, []
        for _, _, call in sorted(((call.start, at, call) for at, call in enumerate(given)), key=lambda row: row[:2]):
            zone, minutes = plain_zone(call.number), ceil(Fraction(call.seconds, 60))
            free = min(left, minutes) if zone.included else 0
            left -= free
            items.append((call, zone.name, minutes, free, plain_cost(call, zone, free)))
        found = [(item.call, item.zone, item.minutes, item.free, item.amount) for item in bill.items]
        assert found == items, seed
        assert bill.minutes_left == left
        assert bill.total == floor(Fraction(sum(item[4] for item in items), 100) + Fraction(1, 2))
        names = {item[1] for item in items}
        rows = [
            (name, sum(item[2] for item in items if item[1] == name), sum(item[4] for item in items if item[1] == name))
            for name in sorted(names)
        ]
        assert bill.by_zone() == sorted(rows, key=lambda row: row[2], reverse=True)


def test_zones_of_equal_amounts_are_by_name():
    zones = [Zone(name, name, peak=100, off_peak=100) for name in ("9", "1", "5")]
    made = [Call(MONDAY, 60, zone.name) for zone in zones]
    assert bill_for(made, zones).by_zone() == [("1", 1, 100), ("5", 1, 100), ("9", 1, 100)]


def test_peak():
    for minute in range(0, 7 * 24 * 60, 7):
        moment = MONDAY + timedelta(minutes=minute, seconds=minute % 60)
        assert is_peak(moment) == dear(moment)
    for hour in (8, 18):
        for second in (-1, 0, 1):
            moment = MONDAY + timedelta(days=4, hours=hour, seconds=second)
            assert is_peak(moment) == dear(moment)


def test_numbers():
    for number in NUMBERS:
        assert zone_of(number, ZONES) is plain_zone(number)
    for number in ("112", "", "+44"):
        with pytest.raises(UnknownNumber):
            zone_of(number, ZONES)
        with pytest.raises(UnknownNumber):
            bill_for([Call(MONDAY, 0, number)], ZONES)


def test_seconds():
    for seconds in range(400):
        assert begun_minutes(seconds) == ceil(Fraction(seconds, 60))
    for seconds in (-1, -60):
        with pytest.raises(ValueError):
            begun_minutes(seconds)
        with pytest.raises(ValueError):
            cost_of(Call(MONDAY, seconds, "0"), ZONES[0])


def test_an_empty_bill():
    bill = bill_for([], ZONES, 7)
    assert (bill.items, bill.total, bill.minutes_left, bill.by_zone()) == ((), 0, 7, [])
