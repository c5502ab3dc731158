"""When the jobs of a crontab run.

A schedule is made from the five fields of a crontab line: minute, hour, day of the month, month and day of the week, in
which both 0 and 7 are Sunday. "@hourly", "@daily", "@weekly", "@monthly" and "@yearly" stand for the usual five.
"""

from datetime import datetime, timedelta

from fields import DAYS, MONTHS, parse_field

SHORT = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}


class Schedule:
    """The times at which a job runs."""

    def __init__(self, line):
        """Raises ValueError if the line does not have five fields or one of them cannot be read."""
        fields = SHORT.get(line.strip(), line).split()
        if len(fields) != 5:
            raise ValueError("five fields are needed, not %d: %s" % (len(fields), line))
        minute, hour, day, month, weekday = fields
        self.minutes = parse_field(minute, 0, 59)
        self.hours = parse_field(hour, 0, 23)
        self.days = parse_field(day, 1, 31)
        self.months = parse_field(month, 1, 12, MONTHS)
        self.weekdays = {number % 7 for number in parse_field(weekday, 0, 7, DAYS)}
        self._any_day = day.startswith("*")
        self._any_weekday = weekday.startswith("*")

    def runs_on(self, day):
        """True if the job runs on a date (or on the date of a datetime).

        When both the day of the month and the day of the week are restricted, it is enough that one of them matches; a
        field that begins with "*" does not count as restricted, and then both have to match.
        """
        if day.month not in self.months:
            return False
        return day.day in self.days and day.isoweekday() % 7 in self.weekdays

    def runs_at(self, time):
        """True if the job runs in the minute of a datetime."""
        return self.runs_on(time) and time.hour in self.hours and time.minute in self.minutes

    def next(self, after):
        """The first time after a datetime at which the job runs, or None if there is none within eight years."""
        day = datetime(after.year, after.month, after.day)
        for _ in range(8 * 366):
            if self.runs_on(day):
                for hour in sorted(self.hours):
                    for minute in sorted(self.minutes):
                        time = day.replace(hour=hour, minute=minute)
                        if time > after:
                            return time
            day += timedelta(days=1)
        return None

    def between(self, start, end):
        """All times from `start`, which may be one of them, up to but not including `end`."""
        times = []
        time = self.next(start - timedelta(microseconds=1))
        while time is not None and time < end:
            times.append(time)
            time = self.next(time)
        return times
