"""Earliest and latest days, slack and the critical path of a project. See README.md for the terms."""

from typing import NamedTuple


class Task(NamedTuple):
    name: str
    days: int
    after: tuple
    not_before: int


class Plan:
    """The tasks of one project, in the order in which they were added."""

    def __init__(self):
        self._tasks = {}

    def add(self, name, days, after=(), not_before=0):
        """Add a task that waits for all tasks in `after` and starts on day `not_before` at the earliest.

        Tasks must be added after the ones they wait for, so a plan never has a cycle. Raises ValueError when the name is
        taken, a number is negative or a task in `after` is unknown; the plan is unchanged then.
        """
        after = tuple(after)
        if name in self._tasks:
            raise ValueError("there is a task %s already" % name)
        if days < 0 or not_before < 0:
            raise ValueError("days cannot be negative")
        for each in after:
            if each not in self._tasks:
                raise ValueError("%s waits for %s, which is not in the plan" % (name, each))
        self._tasks[name] = Task(name, days, after, not_before)

    @property
    def days(self):
        """The day on which the last task finishes, 0 for an empty plan."""
        return max((finish for _, finish in self._earliest().values()), default=0)

    def earliest(self, name):
        """The earliest (start, finish) of a task."""
        return self._earliest()[name]

    def latest(self, name):
        """The latest (start, finish) of a task with which the project still ends in time."""
        return self._latest()[name]

    def slack(self, name):
        return self.latest(name)[0] - self.earliest(name)[0]

    def free_slack(self, name):
        earliest = self._earliest()
        starts = [earliest[task.name][0] for task in self._tasks.values() if name in task.after]
        return min(starts, default=self.days) - earliest[name][1]

    def critical(self):
        """The names of all tasks that have no slack, in the order in which they were added."""
        return [name for name in self._tasks if self.slack(name) == 0]

    def table(self):
        """One line per task: its name, earliest start, latest start and slack, with a star at the end if it is critical."""
        width = max((len(name) for name in self._tasks), default=0)
        lines = []
        for name in self._tasks:
            line = "%-*s %3d %3d %3d" % (width, name, self.earliest(name)[0], self.latest(name)[0], self.slack(name))
            lines.append(line + (" *" if self.slack(name) == 0 else ""))
        return lines

    def _earliest(self):
        found = {}
        for task in self._tasks.values():
            start = max([task.not_before] + [found[name][1] for name in task.after])
            found[task.name] = (start, start + task.days)
        return found

    def _latest(self):
        finishes = dict.fromkeys(self._tasks, self.days)
        found = {}
        for task in reversed(self._tasks.values()):
            start = finishes[task.name] - task.days
            found[task.name] = (start, finishes[task.name])
            for name in task.after:
                finishes[name] = start
        return found
