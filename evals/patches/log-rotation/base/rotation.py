"""Plans the rotation of logs; see README.md for the rules."""

import re
from typing import NamedTuple, Optional


class Policy(NamedTuple):
    """What to keep, and when a log is to be rotated: from so many bytes or so many days on."""

    keep: int = 7
    plain: int = 1
    size: int = 1_000_000
    days: Optional[int] = None


def due(policy, size, age):
    """Whether a log of so many bytes, begun so many days ago, is to be rotated."""
    if size == 0:
        return False
    return size >= policy.size or (policy.days is not None and age >= policy.days)


def rotated(log, names):
    """The rotated files of a log among some names: {number: names}, of two with one number the plain one first."""
    found = {}
    for name in sorted(names):
        match = re.fullmatch(r"%s\.([1-9][0-9]*)(\.gz)?" % re.escape(log), name)
        if match:
            found.setdefault(int(match[1]), []).append(name)
    return found


def plan(log, names, policy):
    """The steps to rotate a log, if it is among the names of the files that there are.

    Raises ValueError for a policy that keeps nothing.
    """
    if policy.keep < 1:
        raise ValueError("at least one rotated file must be kept")
    if log not in names:
        return []
    deletes, renames, compressions = [], [], []
    found = rotated(log, names)
    for number in sorted(found, reverse=True):
        name, *broken_off = found[number]
        becomes = number + 1
        if becomes > policy.keep:
            deletes += [("delete", each) for each in found[number]]
            continue
        deletes += [("delete", each) for each in broken_off]
        ending = ".gz" if name.endswith(".gz") else ""
        new = "%s.%d%s" % (log, becomes, ending)
        renames.append(("rename", name, new))
        if becomes > policy.plain and not ending:
            compressions.append(("compress", new))
    renames.append(("rename", log, log + ".1"))
    if policy.plain < 1:
        compressions.append(("compress", log + ".1"))
    return deletes + renames + [("create", log)] + compressions[::-1]


def plan_all(logs, names, policy):
    """The steps for all logs that are due, by name. `logs` has the size and the age of each: {log: (size, age)}."""
    steps = []
    for log in sorted(logs):
        if due(policy, *logs[log]):
            steps += plan(log, names, policy)
    return steps


def rehearse(steps, names):
    """The names of the files after some steps, sorted. Raises ValueError for a step that cannot be done."""
    there = set(names)
    for what, name, *new in steps:
        made = {"rename": new, "create": [name], "compress": [name + ".gz"], "delete": []}[what]
        if (what != "create" and name not in there) or any(each in there for each in made):
            raise ValueError("cannot %s %s" % (what, name))
        there = (there - {name}) | set(made)
    return sorted(there)
