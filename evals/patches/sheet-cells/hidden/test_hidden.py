import random
import re
import unittest

from formula import CellError, CircleError, place
from sheet import Sheet

CELLS = ["%s%d" % (column, row) for row in range(1, 5) for column in ("A", "B", "C", "Z", "AA", "AB")]
GRID = [each for each in CELLS if each[1:].isdigit() and each[0] in "ABC"]


class Circle(Exception):
    pass


class Failed(Exception):
    pass


def needs(text):
    """The cells that a formula refers to."""
    found = set()
    for first, last in re.findall(r"([A-Z]+\d+)(?::([A-Z]+\d+))?", text):
        if last:
            (left, top), (right, bottom) = (("ABC".index(each[0]), int(each[1:])) for each in (first, last))
            rows = range(min(top, bottom), max(top, bottom) + 1)
            found |= {"ABC"[column] + str(row) for row in rows for column in range(min(left, right), max(left, right) + 1)}
        else:
            found.add(first)
    return found


def is_formula(content):
    return isinstance(content, str) and content.startswith("=")


def in_circles(contents):
    """All cells that show a circle: who can be reached from themselves, and who reaches one of these."""
    reached = {}
    for cell in contents:
        to, stack = set(), [cell]
        while stack:
            content = contents.get(stack.pop())
            for other in needs(content) if is_formula(content) else ():
                if other not in to:
                    to.add(other)
                    stack.append(other)
        reached[cell] = to
    round_about = {cell for cell, to in reached.items() if cell in to}
    return round_about | {cell for cell, to in reached.items() if to & round_about}


class Maker:
    """Formulas as nested tuples, of which the text and the value are made apart."""

    def __init__(self, chance, cells, spoiled):
        self.chance, self.cells, self.spoiled = chance, cells, spoiled

    def make(self, depth):
        kinds = ["number", "cell", "cell"]
        if depth:
            kinds += ["add", "add", "subtract", "multiply", "negate", "all", "all"]
            if self.spoiled:
                kinds += ["divide", "error", "error"]
        kind = self.chance.choice(kinds)
        if kind == "number" or not self.cells:
            return ("number", self.chance.choice([0, 1, 2, 7, 2.5]))
        if kind == "cell":
            return ("cell", self.chance.choice(self.cells))
        if kind == "negate":
            return (kind, self.make(depth - 1))
        if kind == "all":
            name, count = self.chance.choice(["SUM", "MIN", "MAX", "COUNT"]), self.chance.randint(1, 3)
            return (kind, name, [self.argument(depth - 1) for _ in range(count)])
        return (kind, self.make(depth - 1), self.make(depth - 1))

    def argument(self, depth):
        grid = [each for each in self.cells if each in GRID]
        if grid and self.chance.random() < 0.6:
            first = self.chance.choice(grid)
            last = self.chance.choice(grid)
            if needs("%s:%s" % (first, last)) <= set(self.cells):
                return ("range", first, last)
        return self.make(depth)


SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}


def text_of(tree):
    kind, *rest = tree
    if kind in ("number", "cell"):
        return str(rest[0])
    if kind == "range":
        return "%s:%s" % tuple(rest)
    if kind == "negate":
        return "-(%s)" % text_of(rest[0])
    if kind == "all":
        return "%s(%s)" % (rest[0], ", ".join(map(text_of, rest[1])))
    if kind == "error":
        return "IFERROR(%s,%s)" % tuple(map(text_of, rest))
    return "(%s) %s (%s)" % (text_of(rest[0]), SIGNS[kind], text_of(rest[1]))


class Plain:
    """Values of cells whose formulas are trees, without circles."""

    def __init__(self, trees):
        self.trees = trees

    def content(self, cell):
        tree = self.trees.get(cell)
        return self.of(tree) if isinstance(tree, tuple) else tree

    def of(self, tree):
        kind, *rest = tree
        if kind == "number":
            return float(rest[0])
        if kind == "cell":
            found = self.content(rest[0])
            if isinstance(found, str):
                raise Failed("#VALUE!")
            return 0.0 if found is None else float(found)
        if kind == "negate":
            return -self.of(rest[0])
        if kind == "error":
            try:
                return self.of(rest[0])
            except Failed:
                return self.of(rest[1])
        if kind == "all":
            numbers = []
            for each in rest[1]:
                if each[0] == "range":
                    order = sorted(needs("%s:%s" % each[1:]), key=lambda cell: (int(cell[1:]), cell[0]))
                    contents = [self.content(cell) for cell in order]
                    numbers += [found for found in contents if isinstance(found, (int, float))]
                else:
                    numbers.append(self.of(each))
            if rest[0] == "COUNT":
                return float(len(numbers))
            if rest[0] == "SUM":
                return float(sum(numbers))
            return float((min if rest[0] == "MIN" else max)(numbers)) if numbers else 0.0
        a, b = self.of(rest[0]), self.of(rest[1])
        if kind == "divide":
            if b == 0:
                raise Failed("#DIV/0!")
            return a / b
        return {"add": a + b, "subtract": a - b, "multiply": a * b}[kind]


def told(find):
    try:
        return find()
    except (Failed, CellError) as error:
        return str(error)


def alike(a, b):
    if isinstance(a, float) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1, abs(a))
    return a == b


class Hidden(unittest.TestCase):
    def fill(self, seed, spoiled):
        """A sheet without circles: each cell needs only cells that come before it in some order."""
        chance = random.Random(seed)
        order = chance.sample(CELLS, len(CELLS))
        sheet, trees = Sheet(), {}
        for at, cell in enumerate(order):
            kind = chance.choice(["empty", "number", "text" if spoiled else "number"] + ["formula"] * 5)
            if kind == "number":
                trees[cell] = chance.choice([0, 1, -3, 12, 0.5])
            elif kind == "text":
                trees[cell] = chance.choice(["milk", "A1", "12"])
            elif kind == "formula":
                trees[cell] = Maker(chance, order[:at], spoiled).make(2)
            if cell in trees:
                self.put(sheet, cell, trees[cell])
        return chance, sheet, trees, order

    def put(self, sheet, cell, tree):
        sheet.set(cell, "=" + text_of(tree) if isinstance(tree, tuple) else tree)

    def compare(self, sheet, trees, given):
        plain = Plain(trees)
        for cell in CELLS:
            expected = told(lambda: plain.content(cell))
            found = told(lambda: sheet.value(cell))
            self.assertTrue(alike(found, expected), (given, cell, trees.get(cell), found, expected))

    def test_values(self):
        for seed in range(60):
            _, sheet, trees, _ = self.fill(seed, False)
            self.compare(sheet, trees, seed)

    def test_errors(self):
        for seed in range(100):
            _, sheet, trees, _ = self.fill(seed, True)
            self.compare(sheet, trees, seed)

    def test_changes(self):
        for seed in range(25):
            chance, sheet, trees, order = self.fill(seed, True)
            for step in range(8):
                self.compare(sheet, trees, (seed, step))
                cell = chance.choice(order)
                trees[cell] = Maker(chance, order[: order.index(cell)], True).make(2) if step % 2 else chance.choice([0, 5, "x"])
                if chance.random() < 0.2:
                    del trees[cell]
                    sheet.set(cell, chance.choice([None, ""]))
                else:
                    self.put(sheet, cell, trees[cell])

    def test_circles(self):
        for seed in range(150):
            chance = random.Random(seed)
            sheet, trees = Sheet(), {}
            cells = chance.sample(CELLS, chance.randint(2, len(CELLS)))
            for cell in cells:
                near = chance.sample(cells, min(2, len(cells)))
                trees[cell] = Maker(chance, near, False).make(1) if chance.random() < 0.6 else chance.choice([1, 4, -2])
                self.put(sheet, cell, trees[cell])
            circles = in_circles(
                {cell: "=" + text_of(tree) if isinstance(tree, tuple) else tree for cell, tree in trees.items()}
            )
            plain = Plain(trees)
            for cell in chance.sample(cells, len(cells)):
                expected = "#CIRCLE!" if cell in circles else plain.content(cell)
                self.assertTrue(alike(told(lambda: sheet.value(cell)), expected), (seed, cell, trees))
                if cell in circles:
                    with self.assertRaises(CircleError):
                        sheet.value(cell)

    def test_a_circle_is_not_hidden(self):
        for text in ("=IFERROR(B1, 5)", "=IFERROR(5, B1)", "=IFERROR(1/0, SUM(A1:B1))", "=SUM(1, IFERROR(B1+1, 2))"):
            sheet = Sheet()
            sheet.set("A1", text)
            sheet.set("B1", "=A1+1")
            sheet.set("C1", "=IFERROR(A1, 3)")
            for cell in ("A1", "B1", "C1", "A1"):
                self.assertEqual(sheet.shown(cell), "#CIRCLE!", text)

    def test_a_small_circle_in_a_large_sheet(self):
        sheet = Sheet()
        for row in range(1, 801):
            sheet.set("D%d" % row, row)
        sheet.set("A1", "=B1+D1")
        sheet.set("B1", "=SUM(D1:D800) + A1")
        sheet.set("C1", "=B1")
        sheet.set("C2", "=SUM(D1:D800)")
        self.assertEqual([sheet.shown(cell) for cell in ("A1", "B1", "C1", "C2")], ["#CIRCLE!"] * 3 + ["320400"])

    def test_many_ways(self):
        sheet = Sheet()
        sheet.set("A1", "=1")
        for row in range(2, 12):
            sheet.set("A%d" % row, "=A%d+A%d" % (row - 1, row - 1))
        self.assertEqual(sheet.value("A11"), 1024)

    def test_shown(self):
        whole = ((1, "1"), (100, "100"), (0, "0"), (1234567, "1234567"), (-0.001, "0"))
        for value, expected in (*whole, (-2.5, "-2.5"), (1 / 3, "0.33"), (-10.10, "-10.1")):
            sheet = Sheet()
            sheet.set("A1", value)
            self.assertEqual(sheet.shown("A1"), expected)

    def test_names(self):
        broken = ("=", "=1+", "=(1", "=1)", "=1 2", "=1++", "=,", "=A1:B2")
        for text in (*broken, "=WHAT(1)", "=SUM()", "=SUM(1", "=SUM 1", "=A", "=ABC1", "=A0"):
            sheet = Sheet()
            sheet.set("C3", text)
            self.assertEqual(sheet.shown("C3"), "#NAME!", text)

    def test_places(self):
        known = {"A1": (1, 1), "z9": (26, 9), "AA10": (27, 10), "AZ1": (52, 1), "BA1": (53, 1), "ZZ99": (702, 99)}
        self.assertEqual({each: place(each) for each in known}, known)

    def test_small_letters_and_spaces(self):
        sheet = Sheet()
        sheet.set("a1", 2)
        sheet.set("B1", "= sum( a1 : A2 ,1 ) * iferror( a1,0 ) ")
        self.assertEqual(sheet.value("b1"), 6)
