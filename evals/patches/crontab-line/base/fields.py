"""The time fields of a crontab line."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]


def _number(text, low, high, names):
    if text.lower() in names:
        return names.index(text.lower()) + low
    if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
        raise ValueError("not a number from %d to %d: %s" % (low, high, text))
    return int(text)


def parse_field(text, low, high, names=()):
    """The set of numbers that a field stands for.

    A field is a list of parts between commas. A part is "*" for everything, a number, or a range such as "1-5"; with "/n"
    after it, it is every nth number of these, counted from the first. A number with a step, as in "10/20", means a range
    from that number to `high`. Where `names` are given, one may stand for a number; the first of them is `low`. Raises
    ValueError for anything else, also for ranges that run backwards and for steps of 0.
    """
    found = set()
    for part in text.split(","):
        span, slash, step = part.partition("/")
        if slash and (not (step.isascii() and step.isdigit()) or int(step) == 0):
            raise ValueError("not a step: %s" % part)
        first, dash, last = span.partition("-")
        if span == "*":
            start, end = low, high
        elif dash:
            start, end = _number(first, low, high, names), _number(last, low, high, names)
        else:
            start = _number(first, low, high, names)
            end = high if slash else start
        if start > end:
            raise ValueError("a range that runs backwards: %s" % part)
        found.update(range(start, end + 1, int(step or 1)))
    return found
