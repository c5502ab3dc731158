"""Depreciation schedules for a fixed asset.

All amounts are whole cents. An asset costs something, is used for a number of years and is then worth its salvage value.
When it is put into use in the course of a year, the first year bears a charge for the remaining months only, the month
it is put into use included, and one more year follows in which the rest is written off.
"""

from typing import NamedTuple

from money import rounded, text


class Asset(NamedTuple):
    cost: int
    years: int
    salvage: int = 0
    # The month in which it is put into use, from 1 to 12.
    month: int = 1


class Entry(NamedTuple):
    """One year, counted from 1: what is charged in it, and the book value at its end."""

    year: int
    charge: int
    book: int


def check(asset):
    """Raise ValueError for an asset that cannot be written off."""
    if asset.years < 1:
        raise ValueError("an asset is used for a year at least")
    if not 0 <= asset.salvage <= asset.cost:
        raise ValueError("the salvage value must be between 0 and the cost")
    if not 1 <= asset.month <= 12:
        raise ValueError("there is no month %s" % asset.month)


def months_of(asset):
    """The number of months of use in each year."""
    first = 13 - asset.month
    if first == 12:
        return [12] * asset.years
    return [first] + [12] * (asset.years - 1) + [12 - first]


def straight_line(asset):
    """The same charge for each month of use.

    What is written off by the end of each year is rounded to cents, so charges never drift and the last book value is the
    salvage value.
    """
    check(asset)
    entries = []
    before, used = asset.cost, 0
    for year, months in enumerate(months_of(asset), 1):
        used += months
        book = asset.cost - rounded((asset.cost - asset.salvage) * used, 12 * asset.years)
        entries.append(Entry(year, before - book, book))
        before = book
    return entries


def declining_balance(asset, percent=200):
    """A share of the book value each year: `percent` of what straight-line takes in the first whole year.

    A year of few months bears the share for these months only. As soon as spreading what remains above the salvage value
    evenly over the remaining months gives a higher charge, that is charged instead. The book value never falls below the
    salvage value; once it is reached, charges are 0. In the last year all that remains is written off.
    """
    check(asset)
    if percent <= 0:
        raise ValueError("percent must be above 0")
    entries = []
    book, left = asset.cost, 12 * asset.years
    for year, months in enumerate(months_of(asset), 1):
        declining = rounded(book * percent * months, 100 * 12 * asset.years)
        even = rounded((book - asset.salvage) * months, left)
        charge = max(declining, even)
        book -= charge
        left -= months
        entries.append(Entry(year, charge, book))
    return entries


def lines(entries):
    """A schedule as lines of text, with amounts aligned to the right, and the sum of all charges as the last line."""
    total = text(sum(entry.charge for entry in entries))
    width = max([len(total)] + [len(text(entry.book)) for entry in entries])
    rows = ["%4d  %*s  %*s" % (year, width, text(charge), width, text(book)) for year, charge, book in entries]
    return rows + [" sum  %*s" % (width, total)]
