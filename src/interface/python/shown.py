"""Values and errors as the host is told of them."""
import json

LONGEST = 256 << 10
OWN = "<tackle>"


def plain(value, depth=0):
    kind = type(value)
    if value is None or kind in (bool, int, str):
        return True
    if kind is float:
        return value - value == 0
    if depth > 60 or kind not in (list, tuple, dict):
        return False
    if kind is dict:
        return all(type(key) is str and plain(each, depth + 1) for key, each in value.items())
    return all(plain(each, depth + 1) for each in value)


def shown(value):
    if plain(value):
        text = json.dumps(value, ensure_ascii=False)
        if len(text) <= LONGEST:
            return text
    text = repr(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "\u2026"


def explained(error, name, sources):
    """The error in the cells' own lines: nothing of this file, and nothing that stands before the cell."""
    import linecache
    import traceback

    for cell, text in sources.items():
        linecache.cache[cell] = (len(text), None, text.splitlines(True), cell)
    told = traceback.TracebackException(type(error), error, error.__traceback__)
    lines, seen, ahead = [], set(), [told]
    while ahead:
        each = ahead.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        frames = [frame for frame in each.stack if frame.filename != OWN]
        first = next((at for at, frame in enumerate(frames) if frame.filename in sources), 0)
        each.stack = traceback.StackSummary.from_list(frames[first:])
        ahead += [each.__cause__, each.__context__, *(getattr(each, "exceptions", None) or [])]
    lines = [frame.lineno for frame in told.stack if frame.filename == name]
    # Its name is told beside it; a traceback writes "module.Name: words", and "module.Name" alone where there are none.
    words = "".join(told.format_exception_only()).strip()
    head, colon, rest = words.partition(": ")
    message = rest if colon and head.rpartition(".")[2] == type(error).__name__ else words
    return {
        "name": type(error).__name__,
        "message": message[:16000],
        "stack": "".join(told.format()).rstrip()[-16000:],
        **({"line": lines[-1]} if lines else {}),
    }
