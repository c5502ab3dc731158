"""Rows of texts as a plain table: columns are as wide as their longest cell and two spaces apart, without spaces at the end of a line."""


def widths(rows):
    """The width of each column; rows may have different lengths."""
    columns = len(rows[0]) if rows else 0
    return [max(len(row[i]) if i < len(row) else 0 for row in rows) for i in range(columns)]


def render(rows, right=()):
    """The lines of the table; columns whose index is in `right` are set to the right."""
    sizes = widths(rows)
    lines = []
    for row in rows:
        cells = []
        for i, cell in enumerate(row):
            cells.append(cell.rjust(sizes[i]) if i in right else cell.ljust(sizes[i]))
        lines.append("  ".join(cells).rstrip())
    return lines


def ruled(rows):
    """Like render, with a line of dashes under the first row."""
    sizes = widths(rows)
    lines = render(rows)
    if lines:
        lines.insert(1, "  ".join("-" * size for size in sizes))
    return lines
