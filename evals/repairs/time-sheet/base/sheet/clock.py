DAY = 24 * 60


def minutes(text):
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def span(start, end):
    """Minutes from one time to the next; an end before the start is on the next day."""
    length = minutes(end) - minutes(start)
    return length if length != DAY else 0
