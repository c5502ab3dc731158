import unittest
from fractions import Fraction

from matrix import Matrix


class MatrixTest(unittest.TestCase):
    def test_entries_are_fractions(self):
        self.assertEqual(Matrix([["1/3", 2]])[0, 0], Fraction(1, 3))
        self.assertEqual(Matrix([[1, 2], [3, 4], [5, 6]]).shape, (3, 2))

    def test_rows_of_different_lengths(self):
        for rows in ([], [[]], [[1, 2], [3]]):
            with self.assertRaises(ValueError):
                Matrix(rows)

    def test_transpose(self):
        self.assertEqual(Matrix([[1, 2, 3], [4, 5, 6]]).transpose(), Matrix([[1, 4], [2, 5], [3, 6]]))

    def test_product(self):
        self.assertEqual(Matrix([[1, 2], [3, 4]]) @ Matrix([[5], [6]]), Matrix([[17], [39]]))
        with self.assertRaises(ValueError):
            Matrix([[1, 2]]) @ Matrix([[1, 2]])

    def test_rank(self):
        self.assertEqual(Matrix([[1, 2], [2, 4]]).rank(), 1)
        self.assertEqual(Matrix([[0, 1, 2], [3, 4, 5]]).rank(), 2)

    def test_determinant(self):
        self.assertEqual(Matrix([[1, 2], [3, 4]]).determinant(), -2)
        self.assertEqual(Matrix([["1/2", 3], [0, 4]]).determinant(), 2)

    def test_determinant_with_a_zero_on_the_diagonal(self):
        self.assertEqual(Matrix([[0, 2, 1], [3, 1, 1], [2, 0, 2]]).determinant(), -10)

    def test_determinant_of_a_singular_matrix(self):
        self.assertEqual(Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).determinant(), 0)

    def test_only_square_matrices_have_a_determinant(self):
        with self.assertRaises(ValueError):
            Matrix([[1, 2]]).determinant()

    def test_inverse(self):
        self.assertEqual(Matrix([[2, 1], [1, 1]]).inverse(), Matrix([[1, -1], [-1, 2]]))
        self.assertEqual(Matrix([[0, 2], [1, 0]]).inverse(), Matrix([[0, 1], ["1/2", 0]]))
        self.assertIsNone(Matrix([[1, 2], [2, 4]]).inverse())

    def test_one_solution(self):
        self.assertEqual(Matrix([[1, 1], [1, -1]]).solve([5, 1]), [3, 2])

    def test_no_solution(self):
        self.assertIsNone(Matrix([[1, 1], [2, 2]]).solve([1, 3]))

    def test_many_solutions(self):
        self.assertEqual(Matrix([[1, 1, 1]]).solve([4]), [4, 0, 0])
