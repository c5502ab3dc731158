"""The loan desk of a library: copies, loans, reservations and the shelf of copies that are held for somebody.

Days are whole numbers. Every call tells which day it is (`today`), and days never go back. On many days nobody calls.

A copy that comes free is held for whoever has waited longest for its title; only if nobody waits, it goes back to the open
shelf. It is held for HOLD_DAYS: one that came free on day 10 may be collected up to day 10 + HOLD_DAYS and not later. What
is not collected by then comes free again on the next day, and the reservation is over. That is so whether or not anybody
calls on that day.
"""

from dataclasses import dataclass, field

LOAN_DAYS = 21
HOLD_DAYS = 7
LOANS = 3


class Refused(Exception):
    """The desk says no, and nothing has changed."""


@dataclass
class Hold:
    member: str
    last_day: int


@dataclass
class Title:
    free: int = 0
    loans: dict = field(default_factory=dict)
    holds: list = field(default_factory=list)
    queue: list = field(default_factory=list)


class Desk:
    def __init__(self):
        self._titles = {}

    def add(self, title, copies, today):
        """Take in new copies of a title. They come free today."""
        if copies < 1:
            raise ValueError("copies must be at least 1")
        record = self._titles.setdefault(title, Title())
        self._settle(record, today)
        for _ in range(copies):
            self._comes_free(record, today)

    def borrow(self, member, title, today):
        """Lend a copy and return the day it is due.

        Who has a copy held gets that one. Anybody else needs a free copy.
        Refused without such a copy, for a title that the member has already, and for a member with LOANS loans.
        """
        record = self._record(title, today)
        if member in record.loans:
            raise Refused("%s has %s already" % (member, title))
        if len(self.loans_of(member)) >= LOANS:
            raise Refused("%s has %d loans" % (member, LOANS))
        hold = self._hold_of(record, member)
        if hold is not None:
            record.holds.remove(hold)
        elif record.free > 0:
            record.free -= 1
        else:
            raise Refused("no copy of %s" % title)
        record.loans[member] = today + LOAN_DAYS
        return record.loans[member]

    def give_back(self, member, title, today):
        """Take a copy back, which comes free, and return how many days late it is; 0 if it is not."""
        record = self._record(title, today)
        if member not in record.loans:
            raise Refused("%s has no %s" % (member, title))
        due = record.loans.pop(member)
        self._comes_free(record, today)
        return max(0, today - due)

    def renew(self, member, title, today):
        """Lend for LOAN_DAYS from today, and return the new due day. Refused while somebody waits, and when it is late."""
        record = self._record(title, today)
        if member not in record.loans:
            raise Refused("%s has no %s" % (member, title))
        if record.queue:
            raise Refused("%s waits for %s" % (record.queue[0], title))
        if record.loans[member] < today:
            raise Refused("%s is late" % title)
        record.loans[member] = today + LOAN_DAYS
        return record.loans[member]

    def reserve(self, member, title, today):
        """Wait for a title, and return the place in the queue: 1 for the first.

        Refused while there is a free copy, and for who has the title, waits for it or has a copy held.
        """
        record = self._record(title, today)
        if record.free > 0:
            raise Refused("there is a copy of %s" % title)
        if member in record.loans or member in record.queue or self._hold_of(record, member):
            raise Refused("%s has or waits for %s" % (member, title))
        record.queue.append(member)
        return len(record.queue)

    def cancel(self, member, title, today):
        """Give a reservation up. If a copy was held for it, that comes free today."""
        record = self._record(title, today)
        hold = self._hold_of(record, member)
        if hold is not None:
            record.holds.remove(hold)
            self._comes_free(record, today)
        elif member in record.queue:
            record.queue.remove(member)
        else:
            raise Refused("%s does not wait for %s" % (member, title))

    def held(self, title, today):
        """(member, last day) of each copy that is held, by the last day, and of one day who reserved first."""
        record = self._record(title, today)
        return [(hold.member, hold.last_day) for hold in sorted(record.holds, key=lambda hold: hold.last_day)]

    def waiting(self, title, today):
        """The members who wait for a title and have no copy held, in the order in which they will get one."""
        return list(self._record(title, today).queue)

    def free(self, title, today):
        """How many copies stand on the open shelf."""
        return self._record(title, today).free

    def loans_of(self, member):
        """The titles that a member has, sorted."""
        return sorted(title for title, record in self._titles.items() if member in record.loans)

    def _record(self, title, today):
        if title not in self._titles:
            raise Refused("there is no %s" % title)
        record = self._titles[title]
        self._settle(record, today)
        return record

    def _settle(self, record, today):
        """Bring the holds of a title up to date."""
        over = [hold for hold in record.holds if hold.last_day < today]
        record.holds = [hold for hold in record.holds if hold.last_day >= today]
        record.free += len(over)

    def _comes_free(self, record, day):
        if record.queue:
            record.holds.append(Hold(record.queue.pop(0), day + HOLD_DAYS))
        else:
            record.free += 1

    def _hold_of(self, record, member):
        return next((hold for hold in record.holds if hold.member == member), None)
