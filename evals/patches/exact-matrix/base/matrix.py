"""Matrices of fractions, for linear algebra without rounding errors."""

from fractions import Fraction


class Matrix:
    """A matrix of at least one row and one column. It is never changed; every operation gives a new one.

    Entries may be given as integers, fractions, or texts such as "1/3"; they are kept as fractions. Rows of different
    lengths, or none at all, raise ValueError.
    """

    def __init__(self, rows):
        self._rows = tuple(tuple(Fraction(each) for each in row) for row in rows)
        if not self._rows or not self._rows[0] or len({len(row) for row in self._rows}) > 1:
            raise ValueError("a matrix needs rows of one length, at least 1")

    @classmethod
    def identity(cls, size):
        return cls([[int(row == column) for column in range(size)] for row in range(size)])

    @property
    def shape(self):
        """(number of rows, number of columns)"""
        return len(self._rows), len(self._rows[0])

    def __getitem__(self, at):
        """The entry at (row, column), both from 0."""
        row, column = at
        return self._rows[row][column]

    def __eq__(self, other):
        return isinstance(other, Matrix) and self._rows == other._rows

    def __hash__(self):
        return hash(self._rows)

    def __repr__(self):
        return "Matrix(%r)" % [[str(each) for each in row] for row in self._rows]

    def transpose(self):
        return Matrix(zip(*self._rows))

    def __matmul__(self, other):
        """The matrix product. Raises ValueError when the shapes do not fit."""
        if self.shape[1] != other.shape[0]:
            raise ValueError("cannot multiply %s by %s" % (self.shape, other.shape))
        columns = list(zip(*other._rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self._rows])

    def rank(self):
        """The number of rows that are linearly independent."""
        return len(_reduce(self._rows)[1])

    def determinant(self):
        """The determinant of a square matrix; ValueError for any other."""
        self._must_be_square()
        _, pivots, factor = _reduce(self._rows)
        return factor if len(pivots) == len(self._rows) else Fraction(0)

    def inverse(self):
        """The inverse, or None for a singular matrix. Raises ValueError if the matrix is not square."""
        self._must_be_square()
        size = len(self._rows)
        unit = Matrix.identity(size)
        rows, pivots, _ = _reduce([a + b for a, b in zip(self._rows, unit._rows)])
        if pivots != list(range(size)):
            return None
        return Matrix([row[size:] for row in rows])

    def solve(self, right):
        """Solve the linear equations that have these coefficients, with the numbers in `right` on the other side.

        Returns the unknowns as a list of fractions, or None if there is no solution. If there are many, unknowns that can
        be chosen freely are 0. Raises ValueError unless `right` has one number per row.
        """
        right = [Fraction(each) for each in right]
        if len(right) != len(self._rows):
            raise ValueError("%d equations, but %d numbers" % (len(self._rows), len(right)))
        width = self.shape[1]
        rows, pivots, _ = _reduce([row + (each,) for row, each in zip(self._rows, right)])
        if width in pivots:
            return None
        unknowns = [Fraction(0)] * width
        for row, column in zip(rows, pivots):
            unknowns[column] = row[width]
        return unknowns

    def _must_be_square(self):
        if self.shape[0] != self.shape[1]:
            raise ValueError("not a square matrix: %s" % (self.shape,))


def _reduce(rows):
    """Gauss-Jordan elimination: (reduced rows, pivot columns, the determinant if all columns have a pivot)."""
    rows = [list(row) for row in rows]
    pivots = []
    factor = Fraction(1)
    for column in range(len(rows[0])):
        top = len(pivots)
        below = [at for at in range(top, len(rows)) if rows[at][column] != 0]
        if not below:
            continue
        rows[top], rows[below[0]] = rows[below[0]], rows[top]
        pivot = rows[top][column]
        factor *= pivot
        rows[top] = [each / pivot for each in rows[top]]
        for at, row in enumerate(rows):
            if at != top:
                rows[at] = [a - row[column] * b for a, b in zip(row, rows[top])]
        pivots.append(column)
    return rows, pivots, factor
