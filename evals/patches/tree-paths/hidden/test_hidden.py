import random
import unittest

from tree import build, count, render


def plain(tree, depth=0):
    folders = sorted(name for name in tree if tree[name] is not None)
    files = sorted(name for name in tree if tree[name] is None)
    lines = []
    for name in folders:
        lines.append("  " * depth + name + "/")
        lines.extend(plain(tree[name], depth + 1))
    return lines + ["  " * depth + name for name in files]


class Hidden(unittest.TestCase):
    def test_render(self):
        dice = random.Random(6)
        for _ in range(200):
            paths = {"/".join(dice.choice("abc") + str(level) for level in range(dice.randint(1, 4))) + dice.choice(("", ".md", ".py")) for _ in range(dice.randint(0, 9))}
            paths = [p for p in paths if not any(q.startswith(p + "/") for q in paths)]
            self.assertEqual(render(build(paths)), plain(build(paths)), paths)

    def test_each_level(self):
        self.assertEqual(
            render(build(["m/a", "m/y/b", "m/y/a/q", "k", "l/z", "b/c"])),
            ["b/", "  c", "l/", "  z", "m/", "  y/", "    a/", "      q", "    b", "  a", "k"],
        )

    def test_empty_folder(self):
        self.assertEqual(render({"b": None, "c": {}, "a": {}}), ["a/", "c/", "b"])

    def test_conflicts(self):
        for paths in (["a", "a/b"], ["a/b", "a"], ["x/a/b", "x/a"], ["x/a", "x/a/b/c"]):
            with self.assertRaises(ValueError):
                build(paths)
        self.assertEqual(build(["a", "a"]), {"a": None})
        self.assertEqual(build([]), {})

    def test_count(self):
        self.assertEqual(count({}), (0, 0))
        self.assertEqual(count(build(["a/b/c", "a/b/d", "a/e", "f", "g/h"])), (3, 5))

    def test_tree_unchanged(self):
        tree = build(["z", "a/b"])
        render(tree)
        self.assertEqual(list(tree), ["z", "a"])
