"""Fees of a car park. Times are minutes, fees are cents."""

HOUR = 60
FREE = 10
PER_HOUR = 150
MOST = 1200


def hours(minutes):
    """Begun hours."""
    return minutes // HOUR + 1


def fee(minutes):
    """The first minutes are free, and a day costs no more than its most."""
    if minutes <= FREE:
        return 0
    days, rest = divmod(minutes, 24 * HOUR)
    return days * MOST + min(MOST, hours(rest) * PER_HOUR)
