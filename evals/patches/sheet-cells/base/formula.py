"""Formulas of a sheet: what they are made of, and what they come to.

    formula = sum; sum = product {("+" | "-") product}; product = value {("*" | "/") value}
    value = number | reference | function "(" argument {"," argument} ")" | "(" sum ")" | "-" value

A reference is a column of one or two letters and a row, like B7 or AA12. Letters may be small. SUM, MIN, MAX and COUNT take
numbers, references and ranges like A1:B3, whose corners may be given in any order. IFERROR(a, b) is a, or b if a is an error.
Spaces do not matter.
"""

import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|([A-Za-z]{1,2}\d+)|([A-Za-z]+)|(.))")


class CellError(Exception):
    """What a cell shows that has no value: #NAME!, #VALUE! or #DIV/0!."""


class CircleError(CellError):
    """A cell that needs itself shows #CIRCLE!. Unlike the other errors it is never hidden by IFERROR."""

    def __init__(self):
        super().__init__("#CIRCLE!")


def place(reference):
    """The column and the row of a reference, both from 1: B7 is (2, 7) and AA1 is (27, 1)."""
    letters, row = re.fullmatch(r"([A-Z]+)([1-9]\d*)", reference.upper()).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return (column, int(row))


class Formula:
    """Evaluates a formula from left to right; the first error that is met is the error of the formula.

    `look_up(column, row)` is asked for the content of each cell that is referred to: a number, a text, or None if it is empty.
    """

    def __init__(self, text, look_up):
        self._tokens = [found.group(found.lastindex) for found in TOKEN.finditer(text.strip())]
        self._at = 0
        self._look_up = look_up

    def value(self):
        value = self._sum()
        if self._peek() is not None:
            raise CellError("#NAME!")
        return value

    def _peek(self):
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self, expected=None):
        token = self._peek()
        if token is None or expected is not None and token != expected:
            raise CellError("#NAME!")
        self._at += 1
        return token

    def _sum(self):
        value = self._product()
        while self._peek() in ("+", "-"):
            sign = self._next()
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self):
        value = self._value()
        while self._peek() in ("*", "/"):
            sign = self._next()
            other = self._value()
            if sign == "/" and other == 0:
                raise CellError("#DIV/0!")
            value = value * other if sign == "*" else value / other
        return value

    def _value(self):
        token = self._next()
        if token == "-":
            return -self._value()
        if token == "(":
            value = self._sum()
            self._next(")")
            return value
        if token[0].isdigit():
            return float(token)
        if _is_reference(token):
            return self._number(self._look_up(*place(token)))
        if token.upper() == "IFERROR":
            return self._if_error()
        if token.upper() in ("SUM", "MIN", "MAX", "COUNT"):
            return self._of_all(token.upper())
        raise CellError("#NAME!")

    def _number(self, content):
        """An empty cell counts as 0; a text is no number."""
        if isinstance(content, str):
            raise CellError("#VALUE!")
        return 0.0 if content is None else float(content)

    def _if_error(self):
        """Both arguments are evaluated, so that a circle in either is found; an error in the other one does not matter."""
        self._next("(")
        value, error = self._attempt()
        self._next(",")
        other, other_error = self._attempt()
        self._next(")")
        if error is None:
            return value
        if other_error is not None:
            raise other_error
        return other

    def _attempt(self):
        """The value of an argument and None, or None and its error."""
        start = self._at
        try:
            return self._sum(), None
        except CircleError:
            raise
        except CellError as error:
            self._at = self._end_of_argument(start)
            return None, error

    def _end_of_argument(self, at):
        """Where the comma or the bracket is that ends the argument which begins there."""
        depth = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if depth == 0 and token in (",", ")"):
                break
            depth += {"(": 1, ")": -1}.get(token, 0)
            at += 1
        return at

    def _of_all(self, function):
        """Empty cells and texts of a range are left out, as if they were not there; of nothing, MIN and MAX are 0."""
        self._next("(")
        numbers = self._argument()
        while self._peek() == ",":
            self._next()
            numbers += self._argument()
        self._next(")")
        if function == "COUNT":
            return float(len(numbers))
        if function == "SUM":
            return float(sum(numbers))
        return {"MIN": min, "MAX": max}[function](numbers, default=0.0)

    def _argument(self):
        after = self._tokens[self._at + 1 : self._at + 3]
        if _is_reference(self._peek() or "") and len(after) == 2 and after[0] == ":" and _is_reference(after[1]):
            first, last = place(self._next()), place(after[1])
            self._at += 2
            columns, rows = sorted((first[0], last[0])), sorted((first[1], last[1]))
            contents = [
                self._look_up(column, row)
                for row in range(rows[0], rows[1] + 1)
                for column in range(columns[0], columns[1] + 1)
            ]
            return [float(content) for content in contents if content is not None and not isinstance(content, str)]
        return [self._sum()]


def _is_reference(token):
    return re.fullmatch(r"[A-Za-z]{1,2}[1-9]\d*", token) is not None
