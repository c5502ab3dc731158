"""Grades of a class."""


def average(grades):
    """The mean, to one digit; None where there are no grades."""
    return round(sum(grades) / len(grades), 1)


def report(book):
    """Lines of names and averages, in the order of names."""
    lines = []
    for name in sorted(book):
        mean = average(book[name])
        lines.append(f"{name}: {'-' if mean is None else mean}")
    return lines
