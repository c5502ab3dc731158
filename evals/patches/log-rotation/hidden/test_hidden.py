import random
import unittest

from rotation import Policy, due, plan, plan_all, rehearse, rotated

OTHERS = ["app.log.0", "app.log.01", "app.log.bak", "app.log.2.bz2", "app.log.2.gz.gz", "app-log.1", "xapp.log.1", "app.log."]


def folders(count):
    for seed in range(count):
        chance = random.Random(seed)
        names = ["app.log"] if chance.random() < 0.95 else []
        for number in range(1, chance.choice([4, 8, 14])):
            kind = chance.choice(["free", "plain", "plain", "gz", "gz", "gz", "gz", "both"])
            names += ["app.log.%d" % number] if kind in ("plain", "both") else []
            names += ["app.log.%d.gz" % number] if kind in ("gz", "both") else []
        names += chance.sample(OTHERS, chance.randint(0, 4))
        chance.shuffle(names)
        yield chance, names, Policy(keep=chance.choice([1, 2, 3, 5, 12]), plain=chance.choice([0, 1, 1, 2, 4]))


def plain_steps(log, names, policy):
    """Place by place, with the places of the files as they are said to become."""
    if log not in names:
        return []
    top = len(names) + 20
    kinds = {}
    for number in range(1, top):
        both = ["%s.%d" % (log, number), "%s.%d.gz" % (log, number)]
        kinds[number] = [name for name in both if name in names]
    free = 1
    while kinds[free]:
        free += 1
    deletes, renames, compressions = [], [], []
    for number in range(1, top):
        if not kinds[number]:
            continue
        after = number + 1 if number < free else number
        if after > policy.keep:
            deletes[:0] = [("delete", name) for name in kinds[number]]
            continue
        if len(kinds[number]) == 2:
            deletes.insert(0, ("delete", kinds[number][1]))
        old = kinds[number][0]
        new = old.replace("log.%d" % number, "log.%d" % after)
        if old != new:
            renames.insert(0, ("rename", old, new))
        if after > policy.plain and not new.endswith(".gz"):
            compressions.append(("compress", new))
    if policy.plain == 0:
        compressions.insert(0, ("compress", log + ".1"))
    return deletes + renames + [("rename", log, log + ".1"), ("create", log)] + compressions


class Hidden(unittest.TestCase):
    def test_steps(self):
        for _, names, policy in folders(2000):
            self.assertEqual(plan("app.log", names, policy), plain_steps("app.log", names, policy), (names, policy))

    def test_what_is_there_afterwards(self):
        for _, names, policy in folders(800):
            after = rehearse(plan("app.log", names, policy), names)
            self.assertEqual({name for name in names if name in OTHERS}, {name for name in after if name in OTHERS})
            if "app.log" not in names:
                self.assertEqual(after, sorted(names))
                continue
            found = rotated("app.log", after)
            self.assertTrue("app.log" in after and 1 in found and max(found) <= policy.keep, (names, policy))
            for number, files in found.items():
                self.assertEqual(len(files), 1)
                self.assertTrue(number <= policy.plain or files[0].endswith(".gz"), (names, policy))

    def test_rotating_again_and_again(self):
        for _, names, policy in folders(100):
            names = [*names, "app.log"] if "app.log" not in names else names
            for _ in range(15):
                names = rehearse(plan("app.log", names, policy), names)
            expected = ["app.log"]
            for number in range(1, policy.keep + 1):
                expected.append("app.log.%d%s" % (number, ".gz" if number > policy.plain else ""))
            self.assertEqual(names, sorted(expected + [name for name in names if name in OTHERS]))

    def test_names_are_not_changed(self):
        for _, names, policy in folders(100):
            before = list(names)
            plan("app.log", names, policy)
            self.assertEqual(names, before)
            self.assertEqual(plan("app.log", tuple(names), policy), plan("app.log", set(names), policy))

    def test_keep(self):
        for keep in (0, -1):
            with self.assertRaises(ValueError):
                plan("app.log", ["app.log", "app.log.1"], Policy(keep=keep))

    def test_rotated(self):
        self.assertEqual(rotated("app.log", OTHERS), {})
        self.assertEqual(rotated("a+b", ["a+b.10", "aab.1", "a+b.2.gz", "a+b.2"]), {2: ["a+b.2", "a+b.2.gz"], 10: ["a+b.10"]})

    def test_due(self):
        for size in (0, 1, 9, 10, 11):
            for days in (None, 0, 3):
                for age in (0, 2, 3, 4):
                    old = days is not None and not age < days
                    self.assertIs(due(Policy(size=10, days=days), size, age), size > 0 and (size > 9 or old))

    def test_several_logs(self):
        for chance, names, policy in folders(200):
            logs, expected, there = {}, [], list(names)
            for log in chance.sample(["b.log", "app.log", "a.log", "z"], 3):
                logs[log] = (chance.choice([0, 5, 10, 20]), chance.choice([0, 3]))
                there += [log, log + ".1"] if log != "app.log" else []
            policy = policy._replace(size=10, days=chance.choice([None, 3]))
            for log, (size, age) in sorted(logs.items()):
                if size > 0 and (size >= 10 or (policy.days == 3 and age == 3)):
                    expected += plain_steps(log, there, policy) if log != "z" else plan("z", there, policy)
            self.assertEqual(plan_all(logs, there, policy), expected)

    def test_rehearse(self):
        for steps in (
            [("delete", "x")],
            [("rename", "x", "b")],
            [("rename", "a", "b")],
            [("create", "a")],
            [("compress", "x")],
            [("delete", "a"), ("compress", "a")],
            [("create", "a.gz"), ("compress", "a")],
        ):
            with self.assertRaisesRegex(ValueError, steps[-1][1]):
                rehearse(steps, ["a", "b"])
        self.assertEqual(rehearse([("rename", "b", "0"), ("compress", "a"), ("create", "b")], ["a", "b"]), ["0", "a.gz", "b"])
