"""Names of days; see README.md for how they are counted."""

from julian import Day, check, following, month_length

NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX".split()
SHORT = "Ian. Feb. Mart. Apr. Mai. Iun. Iul. Aug. Sept. Oct. Nov. Dec.".split()
ON = (
    "Ianuariis Februariis Martiis Aprilibus Maiis Iuniis Iuliis Augustis Septembribus Octobribus Novembribus Decembribus"
).split()
BEFORE = (
    "Ianuarias Februarias Martias Apriles Maias Iunias Iulias Augustas Septembres Octobres Novembres Decembres"
).split()
FIXED = {"Kal.": ("Kalendis", "Kalendas"), "Non.": ("Nonis", "Nonas"), "Id.": ("Idibus", "Idus")}


def counted(day):
    """How a day is counted: (number of days with both ends, fixed day, month from 1). A fixed day itself is number 1."""
    year, month, number = check(day)
    nones = 7 if month in (3, 5, 7, 10) else 5
    if number == 1:
        return 1, "Kal.", month
    if number <= nones:
        return nones - number + 1, "Non.", month
    if number <= nones + 8:
        return nones + 8 - number + 1, "Id.", month
    return month_length(year, month) - number + 2, "Kal.", month % 12 + 1


def short(day):
    """The short name, as "a.d. III Id. Mart."."""
    count, fixed, month = counted(day)
    name = "%s %s" % (fixed, SHORT[month - 1])
    if count == 1:
        return name
    if count == 2:
        return "prid. " + name
    return "a.d. %s %s" % (NUMERALS[count - 1], name)


def long(day):
    """The long name, as "ante diem III Idus Martias"."""
    count, fixed, month = counted(day)
    on, before = FIXED[fixed]
    if count == 1:
        return "%s %s" % (on, ON[month - 1])
    name = "%s %s" % (before, BEFORE[month - 1])
    if count == 2:
        return "pridie " + name
    return "ante diem %s %s" % (NUMERALS[count - 1], name)


def parse(text, year):
    """The day of a year that has a name, long or short; capitals, dots and the number of spaces do not matter.

    The year is that of the day itself: "prid. Kal. Ian." is the last day of the year. Raises ValueError if no day of the
    year has the name.
    """
    wanted = _plain(text)
    day = check(Day(year, 1, 1))
    while day.year == year:
        if wanted in (_plain(short(day)), _plain(long(day))):
            return day
        day = following(day)
    raise ValueError("there is no %r in the year %d" % (text, year))


def _plain(text):
    return " ".join(text.replace(".", "").lower().split())


def market_letter(day):
    """The letter of a day in the week of eight days, A to H; every year begins with A.

    The day that is there twice in a leap year has its letter twice, so that no other day changes its letter.
    """
    year, month, number = check(day)
    days = sum(month_length(year, each) for each in range(1, month)) + number
    if month_length(year, 2) == 29 and (month, number) > (2, 24):
        days -= 1
    return "ABCDEFGH"[(days - 1) % 8]
