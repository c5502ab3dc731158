import random
import unittest

from plan import Plan


def build(tasks):
    plan = Plan()
    for task in tasks:
        plan.add(*task)
    return plan


def starts(tasks, late=None, by=0):
    """Earliest starts, with one task that starts so many days late: by waiting until nothing changes any more."""
    start = {name: not_before for name, _, _, not_before in tasks}
    days = {name: length for name, length, _, _ in tasks}
    changed = True
    while changed:
        changed = False
        for name, _, after, not_before in tasks:
            at = not_before
            for each in after:
                shift = by if each == late else 0
                at = max(at, start[each] + shift + days[each])
            if at != start[name]:
                start[name], changed = at, True
    if late is not None:
        start[late] += by
    return start


def end(tasks, late=None, by=0):
    start = starts(tasks, late, by)
    return max((start[name] + days for name, days, _, _ in tasks), default=0)


def plans(count, largest=9):
    chance = random.Random(31)
    for _ in range(count):
        tasks = []
        for number in range(chance.randint(1, largest)):
            before = [task[0] for task in tasks]
            after = chance.sample(before, min(len(before), chance.choice([0, 1, 1, 2, 3])))
            tasks.append(("t%d" % number, chance.choice([0, 1, 2, 3, 5]), after, chance.choice([0, 0, 0, 4])))
        yield tasks


def slack(tasks, name):
    """Tried day by day: how late a task may be before the project is."""
    whole, by = end(tasks), 0
    while end(tasks, name, by + 1) == whole:
        by += 1
    return by


class Hidden(unittest.TestCase):
    def test_earliest(self):
        for tasks in plans(150):
            plan, expected = build(tasks), starts(tasks)
            self.assertEqual(plan.days, end(tasks))
            for name, days, _, _ in tasks:
                self.assertEqual(plan.earliest(name), (expected[name], expected[name] + days), tasks)

    def test_latest_and_slack(self):
        for tasks in plans(150):
            plan, start = build(tasks), starts(tasks)
            for name, days, _, _ in tasks:
                late = slack(tasks, name)
                self.assertEqual(plan.slack(name), late, (tasks, name))
                self.assertEqual(plan.latest(name), (start[name] + late, start[name] + late + days), (tasks, name))

    def test_free_slack(self):
        for tasks in plans(150):
            plan, start = build(tasks), starts(tasks)
            for name, days, _, _ in tasks:
                by = 0
                while True:
                    later = starts(tasks, name, by + 1)
                    moved = any(later[other[0]] != start[other[0]] for other in tasks if other[0] != name)
                    waited = any(name in after for _, _, after, _ in tasks)
                    if moved or (not waited and end(tasks, name, by + 1) != end(tasks)):
                        break
                    by += 1
                self.assertEqual(plan.free_slack(name), by, (tasks, name))

    def test_critical_and_table(self):
        for tasks in plans(100):
            plan, start = build(tasks), starts(tasks)
            late = {task[0]: slack(tasks, task[0]) for task in tasks}
            self.assertEqual(plan.critical(), [name for name, by in late.items() if by == 0])
            expected = [
                "%s %3d %3d %3d%s" % (name.ljust(2), start[name], start[name] + by, by, "" if by else " *")
                for name, by in late.items()
            ]
            self.assertEqual(plan.table(), expected)

    def test_refusals(self):
        for tasks in plans(30):
            plan = build(tasks)
            before = plan.table()
            first = tasks[0][0]
            for given in [(first, 1), ("new", -1), ("new", 1, [], -1), ("new", 1, [first, "none"]), ("new", 1, ["new"])]:
                with self.assertRaises(ValueError):
                    plan.add(*given)
            self.assertEqual(plan.table(), before)

    def test_any_iterable_of_names(self):
        plan = Plan()
        plan.add("a", 3)
        plan.add("b", 1)
        plan.add("c", 1, iter(["a", "b"]))
        self.assertEqual((plan.earliest("c"), plan.latest("b"), plan.slack("b")), ((3, 4), (2, 3), 2))
        self.assertEqual(Plan().table(), [])
        self.assertEqual(Plan().critical(), [])
