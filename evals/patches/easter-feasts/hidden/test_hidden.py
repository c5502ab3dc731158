import unittest
from datetime import date, timedelta

from easter import easter, orthodox_easter
from feasts import OFFSETS, common_easters, feast, feasts

DAY = timedelta(days=1)


def julian_number(year, month, day):
    """The day number of a date of the Julian calendar, counted from the Gregorian 0001-01-01 as 1."""
    number = 365 * (year - 1) + (year - 1) // 4 - 2
    lengths = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return number + sum(lengths[: month - 1]) + day


def by_the_tables(year):
    """By golden number and epact, as Clavius has it: the full moon is looked for, then the Sunday after it."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar = 3 * century // 4 - 12
    lunar = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = date(year, 3, 1) + DAY * (44 - epact - 1)
    if full < date(year, 3, 21):
        full += DAY * 30
    sunday = full + DAY
    while sunday.isoweekday() != 7:
        sunday += DAY
    return sunday


def julian_easter(year):
    """The full moon of the 19 years of the Julian table, and the Sunday after it."""
    months = {5: 3, 25: 3, 13: 4, 2: 4, 22: 3, 10: 4, 30: 3, 18: 4, 7: 4, 27: 3, 15: 4, 4: 4, 24: 3, 12: 4, 1: 4, 21: 3, 9: 4, 29: 3, 17: 4}
    table = [5, 25, 13, 2, 22, 10, 30, 18, 7, 27, 15, 4, 24, 12, 1, 21, 9, 29, 17]
    day = table[year % 19]
    month = 4 if day == 5 else months[day]
    found = date.fromordinal(julian_number(year, month, day)) + DAY
    while found.isoweekday() != 7:
        found += DAY
    return found


YEARS = range(1583, 4100)


class Hidden(unittest.TestCase):
    def test_easter(self):
        for year in YEARS:
            self.assertEqual(easter(year), by_the_tables(year), year)

    def test_orthodox_easter(self):
        for year in YEARS:
            self.assertEqual(orthodox_easter(year), julian_easter(year), year)

    def test_limits(self):
        for year in YEARS:
            self.assertTrue(date(year, 3, 22) <= easter(year) <= date(year, 4, 25))
            self.assertEqual(easter(year).isoweekday(), 7)
        for year in (0, 1, 1500, 1582, 4100, 5000, -4):
            for function in (easter, orthodox_easter):
                with self.assertRaises(ValueError):
                    function(year)

    def test_feasts(self):
        days = {"Ash Wednesday": -46, "Palm Sunday": -7, "Good Friday": -2, "Easter Sunday": 0, "Easter Monday": 1, "Ascension Day": 39, "Pentecost": 49, "Trinity Sunday": 56, "Corpus Christi": 60}
        self.assertEqual(OFFSETS, days)
        western = {"Ash Wednesday", "Trinity Sunday", "Corpus Christi"}
        for year in range(1583, 4100, 7):
            for orthodox, sunday in ((False, by_the_tables(year)), (True, julian_easter(year))):
                expected = []
                for name, offset in days.items():
                    if orthodox and name in western:
                        with self.assertRaises(KeyError):
                            feast(name, year, orthodox)
                        continue
                    self.assertEqual(feast(name, year, orthodox), sunday + DAY * offset)
                    expected.append((sunday + DAY * offset, name))
                self.assertEqual(feasts(year, orthodox), sorted(expected))

    def test_feasts_that_there_are_not(self):
        for orthodox in (False, True):
            for name in ("", "easter sunday", "Christmas"):
                with self.assertRaises(KeyError):
                    feast(name, 2000, orthodox)
        with self.assertRaises(ValueError):
            feast("Pentecost", 1500)

    def test_common_easters(self):
        for first in (1583, 1900, 2000, 2600, 4000):
            expected = [year for year in range(first, first + 60) if by_the_tables(year) == julian_easter(year)]
            self.assertEqual(common_easters(first, first + 59), expected)
        self.assertEqual(common_easters(2000, 1999), [])
        self.assertEqual(common_easters(2025, 2025), [2025])
