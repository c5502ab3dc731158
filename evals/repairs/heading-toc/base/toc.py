"""A table of contents of a Markdown text."""


def heading(line):
    """(level, title) of a heading such as `## Title`; None for other lines."""
    if not line.startswith("#"):
        return None
    level = len(line) - len(line.lstrip("#"))
    title = line.strip("#")
    if not title.startswith(" "):
        return None
    return level, title.strip()


def contents(text):
    lines = []
    for line in text.splitlines():
        found = heading(line)
        if found:
            level, title = found
            lines.append("  " * (level - 1) + "- " + title)
    return lines
