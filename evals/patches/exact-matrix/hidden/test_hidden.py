import random
import unittest
from fractions import Fraction
from itertools import combinations, permutations

from matrix import Matrix


def leibniz(rows):
    """The determinant as a sum over all permutations."""
    total = Fraction(0)
    for order in permutations(range(len(rows))):
        inversions = sum(a > b for a, b in combinations(order, 2))
        term = Fraction((-1) ** inversions)
        for row, column in enumerate(order):
            term *= Fraction(rows[row][column])
        total += term
    return total


def plain_rank(rows):
    """The size of the largest square part whose determinant is not 0."""
    for size in range(min(len(rows), len(rows[0])), 0, -1):
        for some in combinations(rows, size):
            for columns in combinations(range(len(rows[0])), size):
                if leibniz([[row[column] for column in columns] for row in some]) != 0:
                    return size
    return 0


def tables(count, square=False):
    chance = random.Random(5)
    for _ in range(count):
        height = chance.randint(1, 4)
        width = height if square else chance.randint(1, 4)
        values = chance.choice([[0, 1], [0, 0, 1, 2], [-3, -1, 0, 2, 5], [Fraction(1, 2), Fraction(-2, 3), 0, 1]])
        yield chance, [[chance.choice(values) for _ in range(width)] for _ in range(height)]


class Hidden(unittest.TestCase):
    def test_determinants(self):
        for _, rows in tables(500, square=True):
            found = Matrix(rows).determinant()
            self.assertEqual(found, leibniz(rows), rows)
            self.assertIsInstance(found, Fraction)

    def test_determinants_of_permutations(self):
        for size in (1, 2, 3, 4, 5):
            for order in permutations(range(size)):
                rows = [[int(column == to) for column in range(size)] for to in order]
                self.assertEqual(Matrix(rows).determinant(), leibniz(rows), rows)

    def test_ranks(self):
        for _, rows in tables(200):
            self.assertEqual(Matrix(rows).rank(), plain_rank(rows), rows)

    def test_inverses(self):
        for _, rows in tables(300, square=True):
            matrix = Matrix(rows)
            inverse = matrix.inverse()
            if leibniz(rows) == 0:
                self.assertIsNone(inverse, rows)
            else:
                self.assertEqual(matrix @ inverse, Matrix.identity(len(rows)), rows)

    def test_solutions(self):
        for chance, rows in tables(400):
            right = [chance.choice([0, 1, 2, "1/2"]) for _ in rows]
            found = Matrix(rows).solve(right)
            rank = plain_rank(rows)
            if plain_rank([[*row, Fraction(each)] for row, each in zip(rows, right)]) > rank:
                self.assertIsNone(found, (rows, right))
                continue
            for row, each in zip(rows, right):
                self.assertEqual(sum(a * b for a, b in zip(row, found)), Fraction(each), (rows, right))
            self.assertLessEqual(sum(each != 0 for each in found), rank)
            self.assertTrue(all(isinstance(each, Fraction) for each in found))

    def test_free_unknowns_are_zero(self):
        # A column that depends on the ones before it belongs to an unknown that is free.
        for chance, rows in tables(200):
            found = Matrix(rows).solve([0 for _ in rows])
            self.assertEqual(found, [0] * len(rows[0]))
            right = [row[0] * 3 for row in rows]
            expected = [3 if any(right) else 0] + [0] * (len(rows[0]) - 1)
            self.assertEqual(Matrix(rows).solve(right), expected, rows)

    def test_products_and_transposes(self):
        for chance, rows in tables(100):
            other = [[chance.randint(-3, 3) for _ in range(chance.choice([1, 1, 2]) and 2)] for _ in rows[0]]
            expected = [[sum(rows[i][k] * other[k][j] for k in range(len(other))) for j in range(2)] for i in range(len(rows))]
            self.assertEqual(Matrix(rows) @ Matrix(other), Matrix(expected))
            flipped = Matrix(rows).transpose()
            self.assertEqual([[flipped[j, i] for j in range(len(rows[0]))] for i in range(len(rows))], rows)

    def test_refusals(self):
        for bad in ([], [[]], [[], []], [[1], [1, 2]], [[1, 2], [1]]):
            with self.assertRaises(ValueError):
                Matrix(bad)
        wide = Matrix([[1, 2, 3], [4, 5, 6]])
        for call in (wide.determinant, wide.inverse, lambda: wide @ wide, lambda: wide.solve([1]), lambda: wide.solve([1, 2, 3])):
            with self.assertRaises(ValueError):
                call()

    def test_nothing_changes(self):
        for chance, rows in tables(60, square=True):
            matrix, same = Matrix(rows), Matrix([list(row) for row in rows])
            matrix.determinant(), matrix.rank(), matrix.inverse(), matrix.solve([1] * len(rows))
            self.assertEqual(matrix, same)
            self.assertEqual(hash(matrix), hash(same))
