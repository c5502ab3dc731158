"""A small spreadsheet: cells with numbers, texts and formulas, and what they show."""

from formula import CellError, CircleError, Formula, place


class Sheet:
    """Cells by reference. What a cell shows always goes by what all cells contain now.

    A cell that needs its own value to have one, be it by way of other cells, shows #CIRCLE!, and so does each cell that needs
    such a cell. Several references to one cell are no circle, along however many ways they lead there.
    """

    def __init__(self):
        self._contents = {}
        self._seen = set()

    def set(self, reference, content):
        """Put a number, a text or a formula (a text that begins with "=") into a cell, or nothing, with None or ""."""
        if content is None or content == "":
            self._contents.pop(place(reference), None)
        else:
            self._contents[place(reference)] = content

    def value(self, reference):
        """What the cell comes to: a number, a text, or None if it is empty. Raises CellError if it shows an error."""
        self._seen = set()
        return self._value(*place(reference))

    def shown(self, reference):
        """The text that the cell shows: whole numbers without a point, others with at most two decimals, errors by their
        name, and nothing for an empty cell."""
        try:
            value = self.value(reference)
        except CellError as error:
            return str(error)
        if value is None or isinstance(value, str):
            return value or ""
        text = "%.2f" % value
        return {"-0.00": "0"}.get(text, text.rstrip("0").rstrip("."))

    def _value(self, column, row):
        content = self._contents.get((column, row))
        if not (isinstance(content, str) and content.startswith("=")):
            return content
        if (column, row) in self._seen:
            raise CircleError()
        self._seen.add((column, row))
        return Formula(content[1:], self._value).value()
