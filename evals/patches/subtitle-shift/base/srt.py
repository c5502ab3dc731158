"""Reading and writing SubRip files; see README.md for what is accepted."""

import re
from typing import NamedTuple

TIME = r"(\d{1,3}):(\d\d):(\d\d)[,.](\d{1,3})"
TIMES = re.compile(r"\s*%s\s*-->\s*%s\s*" % (TIME, TIME))


class Cue(NamedTuple):
    """Times in milliseconds, and the text, which may have several lines and may be empty."""

    start: int
    end: int
    text: str


def parse(source):
    """The cues of a file, in its order."""
    cues = []
    block = []
    for line in source.removeprefix("\ufeff").splitlines():
        if line.strip():
            block.append(line)
        elif block:
            cues.append(_cue(block, len(cues) + 1))
            block = []
    return cues


def _cue(block, place):
    """The cue that some lines make."""
    lines = block[1:] if block[0].strip().isdigit() else block
    found = TIMES.fullmatch(lines[0]) if lines else None
    if found is None:
        raise ValueError("cue %d has no times" % place)
    start, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
    if end < start:
        raise ValueError("cue %d ends before it starts" % place)
    return Cue(start, end, "\n".join(lines[1:]))


def _milliseconds(parts):
    hours, minutes, seconds, rest = parts
    # "1,5" is a second and a half.
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def time_text(milliseconds):
    """A time as it stands in a file: 3723004 is "01:02:03,004"."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return "%02d:%02d:%02d,%03d" % (hours, minutes, seconds, rest)


def write(cues):
    """The text of a file with these cues, numbered from 1, with an empty line between two of them."""
    blocks = []
    for number, cue in enumerate(cues, 1):
        times = "%s --> %s" % (time_text(cue.start), time_text(cue.end))
        blocks.append("\n".join([str(number), times] + ([cue.text] if cue.text else [])) + "\n")
    return "\n".join(blocks)
