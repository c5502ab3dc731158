"""Reads texts of settings: [section] lines, `name = value` lines, comments that start a line with # or ;. Names are in small letters."""


class BadLine(Exception):
    """Says the number of the line, from 1."""


def parse(text):
    """Settings by section; those before the first section are in "". Later values win. Other lines raise BadLine."""
    sections = {"": {}}
    section = sections[""]
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line[0] in "#;":
            continue
        if line.startswith("[") and line.endswith("]"):
            section = sections[line[1:-1].strip()] = {}
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip():
            raise BadLine("line %d: %s" % (number, line))
        section[name.strip().lower()] = unquote(value.strip())
    return sections


def unquote(value):
    """The text between double quotes, or the value as it is."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1]
    return value


def truth(value):
    """True for yes, true, on and 1, False for no, false, off and 0, in any case; ValueError for others."""
    value = value.lower()
    if value in ("yes", "true", "on", "1"):
        return True
    if value in ("no", "false", "off", "0"):
        return False
    raise ValueError("neither yes nor no: " + value)
