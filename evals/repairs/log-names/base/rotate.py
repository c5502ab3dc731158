from names import next_name, number


def plan(names, keep=3):
    """Renames, the oldest first, and what is to be deleted."""
    renames, deleted = [], []
    for name in sorted(names, key=number, reverse=True):
        if number(name) + 1 > keep:
            deleted.append(name)
        else:
            renames.append((name, next_name(name)))
    return renames, deleted
