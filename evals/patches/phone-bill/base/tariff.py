"""What a minute costs: zones of numbers, peak and off-peak.

All prices are whole hundredths of a cent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Optional


class UnknownNumber(Exception):
    """No zone has a prefix of the number."""


def is_peak(moment):
    """Peak is from Monday to Friday, from 8:00 on and before 18:00."""
    return moment.weekday() < 5 and 8 <= moment.hour < 18


@dataclass(frozen=True)
class Zone:
    """Numbers that begin with `prefix`.

    `fee` is for the connection, once for a call. If there is a `cap`, no call costs more, whatever its fee and minutes.
    Only if `included` is set, the included minutes of a contract may be spent on the zone.
    """

    name: str
    prefix: str
    peak: int
    off_peak: int
    fee: int = 0
    cap: Optional[int] = None
    included: bool = False

    def rate_at(self, moment):
        """What a minute costs that begins at this moment."""
        return self.peak if is_peak(moment) else self.off_peak


@dataclass(frozen=True)
class Call:
    start: datetime
    seconds: int
    number: str


def zone_of(number, zones):
    """The zone with the longest prefix that the number begins with. Spaces and dashes in the number do not matter."""
    digits = number.replace(" ", "").replace("-", "")
    fitting = [zone for zone in zones if digits.startswith(zone.prefix)]
    if not fitting:
        raise UnknownNumber(number)
    return max(fitting, key=lambda zone: len(zone.prefix))
