import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from depreciation import Asset, check, declining_balance, lines, months_of, straight_line
from money import rounded, text


def cents(amount):
    """A fraction of at least 0 to whole cents, halves up."""
    whole, rest = divmod(amount, 1)
    return int(whole) + (rest >= Fraction(1, 2))


def assets(count):
    chance = random.Random(77)
    for _ in range(count):
        cost = chance.choice([0, 1, 99, 1000, 99999, 100000, 1234567])
        salvage = chance.choice([0, 0, cost // 10, cost // 3, cost // 2, cost * 9 // 10, cost])
        yield Asset(cost, chance.choice([1, 2, 3, 4, 5, 8, 10]), salvage, chance.choice([1, 1, 2, 7, 10, 12]))


def months(asset):
    """Month by month, which year it is in."""
    found = {}
    for number in range(12 * asset.years):
        year = (number + asset.month - 1) // 12 + 1
        found[year] = found.get(year, 0) + 1
    return [found[year] for year in sorted(found)]


def plain_declining(asset, percent):
    value, rest = asset.cost, 12 * asset.years
    rows = []
    for year, length in enumerate(months(asset), 1):
        share = cents(Fraction(value) * Fraction(percent, 100) * Fraction(length, 12) / asset.years)
        above = value - asset.salvage
        even = cents(Fraction(above) * Fraction(length, rest))
        taken = share if share >= even else even
        if taken > above:
            taken = above
        if length == rest:
            taken = above
        value, rest = value - taken, rest - length
        rows.append((year, taken, value))
    return rows


def test_declining_balance():
    for asset in assets(600):
        for percent in (100, 125, 150, 200, 300):
            assert declining_balance(asset, percent) == plain_declining(asset, percent), (asset, percent)
        assert declining_balance(asset) == declining_balance(asset, 200)


def test_declining_balance_keeps_its_promises():
    for asset in assets(300):
        for percent in (50, 150, 200, 250):
            entries = declining_balance(asset, percent)
            before = asset.cost
            for entry in entries:
                assert entry.charge >= 0 and entry.book >= asset.salvage, (asset, percent)
                assert before - entry.charge == entry.book, (asset, percent)
                before = entry.book
            assert before == asset.salvage, (asset, percent)


def test_straight_line():
    for asset in assets(600):
        entries, used, before = straight_line(asset), 0, asset.cost
        assert len(entries) == len(months(asset))
        for number, (entry, length) in enumerate(zip(entries, months(asset)), 1):
            used += length
            book = asset.cost - cents(Fraction(asset.cost - asset.salvage) * used / (12 * asset.years))
            assert entry == (number, before - book, book), asset
            before = book
        assert before == asset.salvage


def test_months():
    for asset in assets(100):
        assert months_of(asset) == months(asset)
        assert check(asset) is None


def test_refusals():
    for bad in ((10, 0), (10, -1), (10, 2, 11), (10, 2, -1), (-1, 2), (10, 2, 0, 0), (10, 2, 0, 13)):
        for method in (straight_line, declining_balance):
            with pytest.raises(ValueError):
                method(Asset(*bad))
    for percent in (0, -1, -200):
        with pytest.raises(ValueError):
            declining_balance(Asset(100, 2), percent)


def test_rounded():
    for a in range(60):
        for b in range(1, 25):
            expected = (Decimal(a) / Decimal(b)).quantize(Decimal(1), ROUND_HALF_UP)
            assert rounded(a, b) == expected, (a, b)


def test_texts():
    for amount in (0, 1, 10, 99, 100, 12345, 99999, 100000, 123456789, 100000000005):
        whole, rest = str(amount // 100), str(amount % 100)
        groups = []
        while whole:
            groups.insert(0, whole[-3:])
            whole = whole[:-3]
        assert text(amount) == ",".join(groups) + "." + rest.zfill(2)


def test_lines():
    for asset in assets(100):
        entries = straight_line(asset)
        found = lines(entries)
        total = text(asset.cost - asset.salvage)
        width = max(len(each) for each in [total] + [text(entry.book) for entry in entries])
        assert found[-1] == " sum  " + total.rjust(width)
        for line, (year, charge, book) in zip(found, entries):
            assert line == str(year).rjust(4) + "  " + text(charge).rjust(width) + "  " + text(book).rjust(width)
        assert len(found) == len(entries) + 1
