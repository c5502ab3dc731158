import random
import unittest

from julian import Day, check, following, month_length, since_founding
from roman import long, market_letter, parse, short

MONTHS = (
    "Ian Ianuari+ 31 Feb Februari+ 28 Mart Marti+ 31 Apr April- 30 Mai Mai+ 31 Iun Iuni+ 30 "
    "Iul Iuli+ 31 Aug August+ 31 Sept Septembr- 30 Oct Octobr- 31 Nov Novembr- 30 Dec Decembr- 31"
).split()
SHORT, STEMS, LENGTHS = MONTHS[::3], MONTHS[1::3], [int(each) for each in MONTHS[2::3]]
YEARS = [-753, -100, -45, -9, -8, -6, -5, -4, -2, -1, 1, 3, 4, 5, 8, 100, 200, 400, 1300, 1500, 1582, 1600, 1900, 2000, 2023]


def is_leap(year):
    """Counted by fours from the year 4 on, and back from 1 B.C. on."""
    return year in range(4, 3000, 4) or year in range(-1, -3000, -4)


def numeral(number):
    tens, ones = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]


def month_name(month, on):
    stem = STEMS[month]
    if stem.endswith("+"):
        if stem == "August+":
            return "Augustis" if on else "Augustas"
        return stem[:-1] + ("is" if on else "as")
    return stem[:-1] + ("ibus" if on else "es")


def plain_year(year):
    """All days of a year as (month, day, short name, long name, letter): a common year, where one day is put in if needed."""
    days = []
    for month, length in enumerate(LENGTHS):
        for number in range(1, length + 1):
            days.append((month, number))
    marks = {}
    for place, (month, number) in enumerate(days):
        late = month in (2, 4, 6, 9)
        if number == 1:
            marks[place] = ("Kal", "Kalend-", month)
        if number == (7 if late else 5):
            marks[place] = ("Non", "Non-", month)
        if number == (15 if late else 13):
            marks[place] = ("Id", "Id", month)
    marks[365] = ("Kal", "Kalend-", 0)
    result = []
    for place, (month, number) in enumerate(days):
        ahead = next(steps for steps in range(40) if place + steps in marks)
        brief, full, of = marks[place + ahead]
        name = "%s. %s." % (brief, SHORT[of])
        on = (full.replace("-", "is") if full != "Id" else "Idibus") + " " + month_name(of, True)
        before = (full.replace("-", "as") if full != "Id" else "Idus") + " " + month_name(of, False)
        if ahead == 0:
            names = [name, on]
        elif ahead == 1:
            names = ["prid. " + name, "pridie " + before]
        else:
            names = ["a.d. %s %s" % (numeral(ahead + 1), name), "ante diem %s %s" % (numeral(ahead + 1), before)]
        letter = "ABCDEFGH"[place % 8]
        if is_leap(year) and (month, number) == (1, 24):
            twice = [each.replace("VI", "bis VI") for each in names]
            result.append((2, 24, *twice, letter))
        shifted = number + 1 if is_leap(year) and month == 1 and number >= 24 else number
        result.append((month + 1, shifted, *names, letter))
    return result


class Hidden(unittest.TestCase):
    def test_every_day(self):
        for year in YEARS:
            day = Day(year, 1, 1)
            for month, number, brief, full, letter in plain_year(year):
                self.assertEqual(day, (year, month, number))
                self.assertEqual((short(day), long(day), market_letter(day)), (brief, full, letter), day)
                day = following(day)
            self.assertEqual(day, Day(1 if year == -1 else year + 1, 1, 1))

    def test_february_of_many_years(self):
        for year in [*range(-60, 0), *range(1, 60), *range(1880, 1920)]:
            expected = [day for day in plain_year(year) if day[0] == 2]
            self.assertEqual(month_length(year, 2), len(expected))
            for month, number, brief, full, letter in expected:
                day = Day(year, month, number)
                self.assertEqual((short(day), long(day), market_letter(day)), (brief, full, letter), day)

    def test_parse(self):
        chance = random.Random(1)
        for year in YEARS:
            days = plain_year(year)
            for month, number, *names, _ in chance.sample(days, 12) + [day for day in days if day[0] == 2 and day[1] > 12]:
                name = chance.choice(names)
                if chance.random() < 0.5:
                    name = chance.choice([str.upper, str.lower, str.title])(name).replace(".", chance.choice(["", ".", " . "]))
                    name = name.replace("a d", "ad").replace("A D", "AD").replace("a  d", "ad").replace("A  D", "AD")
                    name = "  " + name.replace(" ", "   ")
                if " ".join(name.replace(".", "").lower().split()).startswith("a d "):
                    continue
                self.assertEqual(parse(name, year), Day(year, month, number), (name, year))

    def test_names_that_no_day_has(self):
        for year in YEARS:
            names = ["a.d. I Kal. Mart.", "a.d. bis V Kal. Mart.", "a.d. bis VI Kal. Apr.", "Kal.", "Id. Martiis"]
            names += ["a.d. XVII Kal. Mart.", "a.d. VI Non. Feb.", "prid. Kalendas Martias", "ante diem bis VI Kalendas Maias"]
            if not is_leap(year):
                names += ["a.d. bis VI Kal. Mart.", "ante diem bis VI Kalendas Martias"]
            for name in names:
                with self.assertRaises(ValueError, msg=(name, year)):
                    parse(name, year)
        with self.assertRaises(ValueError):
            parse("Kal. Ian.", 0)

    def test_days_that_are_none(self):
        wrong = [(0, 1, 1), (1, 0, 1), (1, 13, 1), (1, 1, 0), (1, 1, 32), (-4, 2, 29), (9, 2, 29), (8, 2, 30)]
        for day in (Day(*each) for each in wrong):
            for what in (check, following, short, long, market_letter):
                with self.assertRaises(ValueError):
                    what(day)

    def test_lengths(self):
        for year in YEARS:
            for month, length in enumerate(LENGTHS, 1):
                self.assertEqual(month_length(year, month), length + (month == 2 and is_leap(year)))

    def test_since_founding(self):
        year, counted = -753, 1
        while year < 100:
            self.assertEqual(since_founding(year), counted)
            year, counted = (1 if year == -1 else year + 1), counted + 1
        with self.assertRaises(ValueError):
            since_founding(0)
