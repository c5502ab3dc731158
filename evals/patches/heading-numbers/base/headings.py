"""Finds the headings of a Markdown text."""

import re

DEEPEST = 6

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*(?:(?<=[ \t])#+[ \t]*)?$")
_FENCE = re.compile(r"(`{3,}|~{3,})")


def headings(text):
    """The headings as (level, title) in their order.

    A heading is a line of one to six "#", white space and a title. White space around the title does not belong to it,
    nor do "#" that close the line after white space. Lines inside a fence are no headings: a fence begins at a line that
    begins with three or more "`" or "~" and ends at the next line that is as many or more of the same and nothing else.
    """
    found = []
    fence = None
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence is not None:
            closing = line.strip()
            if mark and closing.startswith(fence) and set(closing) == set(fence):
                fence = None
        elif mark:
            fence = mark[1]
        else:
            heading = _HEADING.match(line)
            if heading and heading[2]:
                found.append((len(heading[1]), heading[2]))
    return found
