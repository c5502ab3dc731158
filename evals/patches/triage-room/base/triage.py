"""The waiting room of an emergency ward.

Whoever arrives is given a level of urgency, from 1 (at once) to 5 (not urgent). The most urgent patient is called first, and
among patients of one level who arrived first; of those that arrived in the same minute, who was registered first. A patient
whose level is changed keeps the place that goes with the arrival, as if the new level had been given at the door.

Times are minutes on the clock of the ward, as whole numbers. A patient is known by name as long as they are in the room. Who
was called or went away may come back, on the same day even, and is a new arrival then.
"""

import heapq
from itertools import count

LIMITS = {1: 0, 2: 10, 3: 30, 4: 90, 5: 120}


class UnknownPatient(KeyError):
    """Nobody of that name waits."""


class Patient:
    def __init__(self, name, level, arrived, number):
        self.name = name
        self.level = level
        self.arrived = arrived
        self.number = number

    def rank(self):
        """What patients are called by: the smallest comes first."""
        return (self.level, self.arrived, self.number)


class WaitingRoom:
    def __init__(self):
        self._patients = {}
        self._heap = []
        self._numbers = count(1)

    def __len__(self):
        """How many patients wait."""
        return len(self._patients)

    def __contains__(self, name):
        return name in self._patients

    def arrive(self, name, level, now):
        """Register a patient. Raises ValueError if somebody of that name waits, or there is no such level."""
        _check(level)
        if name in self._patients:
            raise ValueError("%s waits already" % name)
        patient = Patient(name, level, now, next(self._numbers))
        self._patients[name] = patient
        self._push(patient)

    def reassess(self, name, level):
        """Change the level of a patient who waits, and return the old one."""
        _check(level)
        patient = self._find(name)
        old = patient.level
        patient.level = level
        self._push(patient)
        return old

    def leave(self, name, now):
        """A patient goes without having been called. Returns how long they waited."""
        patient = self._find(name)
        del self._patients[name]
        self._heap = [entry for entry in self._heap if entry[-1] != name]
        heapq.heapify(self._heap)
        return now - patient.arrived

    def call(self, now):
        """Call the next patient in: their name, and how long they waited. None if nobody waits."""
        if not self._heap:
            return None
        *_, name = heapq.heappop(self._heap)
        patient = self._patients.pop(name)
        return (name, now - patient.arrived)

    def order(self):
        """The names of all who wait, in the order in which they would be called now."""
        return [patient.name for patient in sorted(self._patients.values(), key=Patient.rank)]

    def ahead_of(self, name):
        """How many would be called before this patient."""
        own = self._find(name).rank()
        return sum(patient.rank() < own for patient in self._patients.values())

    def overdue(self, now):
        """(name, minutes too long) of all who wait longer than the limit of their level, the longest first, and equal ones
        in the order in which they would be called."""
        late = [(name, now - self._patients[name].arrived - LIMITS[self._patients[name].level]) for name in self.order()]
        return sorted((each for each in late if each[1] > 0), key=lambda each: -each[1])

    def _find(self, name):
        if name not in self._patients:
            raise UnknownPatient(name)
        return self._patients[name]

    def _push(self, patient):
        heapq.heappush(self._heap, (*patient.rank(), patient.name))


def _check(level):
    if level not in LIMITS:
        raise ValueError("there is no level %s" % level)
