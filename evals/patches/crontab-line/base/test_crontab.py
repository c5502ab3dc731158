from datetime import date, datetime

import pytest

from crontab import Schedule


def test_every_quarter_of_an_hour():
    schedule = Schedule("*/15 * * * *")
    assert schedule.minutes == {0, 15, 30, 45}
    assert schedule.next(datetime(2026, 5, 4, 10, 15)) == datetime(2026, 5, 4, 10, 30)


def test_working_hours():
    schedule = Schedule("30 9-17 * * mon-fri")
    assert schedule.next(datetime(2026, 5, 8, 17, 30)) == datetime(2026, 5, 11, 9, 30)


def test_day_of_the_month_alone():
    schedule = Schedule("0 6 1,15 * *")
    assert schedule.runs_on(date(2026, 5, 15))
    assert not schedule.runs_on(date(2026, 5, 14))


def test_day_of_the_week_alone():
    schedule = Schedule("0 6 * * 5")
    assert schedule.runs_on(date(2026, 5, 15))
    assert not schedule.runs_on(date(2026, 5, 14))


def test_day_of_the_month_or_of_the_week():
    schedule = Schedule("0 6 13 * fri")
    assert schedule.runs_on(date(2026, 5, 13))
    assert schedule.runs_on(date(2026, 5, 15))
    assert not schedule.runs_on(date(2026, 5, 14))


def test_sunday_is_nought_and_seven():
    for field in ("0", "7", "sun"):
        assert Schedule("0 0 * * " + field).runs_on(date(2026, 5, 17))


def test_month_names():
    assert Schedule("0 0 1 jan,Jul *").months == {1, 7}
    assert not Schedule("0 0 1 jan *").runs_on(date(2026, 2, 1))


def test_short_names():
    assert Schedule("@monthly").next(datetime(2026, 5, 4)) == datetime(2026, 6, 1)
    assert Schedule("@weekly").next(datetime(2026, 5, 4)) == datetime(2026, 5, 10)


def test_leap_day():
    assert Schedule("0 0 29 feb *").next(datetime(2026, 5, 4)) == datetime(2028, 2, 29)


def test_a_day_that_never_comes():
    assert Schedule("0 0 31 4 *").next(datetime(2026, 5, 4)) is None


def test_between():
    times = Schedule("0 */8 * * *").between(datetime(2026, 5, 4), datetime(2026, 5, 5))
    assert times == [datetime(2026, 5, 4, hour) for hour in (0, 8, 16)]


def test_runs_at():
    assert Schedule("5 4 * * *").runs_at(datetime(2026, 5, 4, 4, 5, 59))
    assert not Schedule("5 4 * * *").runs_at(datetime(2026, 5, 4, 5, 5))


@pytest.mark.parametrize("line", ["* * * *", "60 * * * *", "* * 0 * *", "5-1 * * * *", "*/0 * * * *", "x * * * *"])
def test_lines_that_cannot_be_read(line):
    with pytest.raises(ValueError):
        Schedule(line)
