"""Names of rotated logs: app.log, app.log.1, app.log.2 ..."""


def stem(name):
    """The name without `.log` and what follows it."""
    first = name.split(".log")[0] + ".log"
    return first.rstrip(".log")


def number(name):
    """0 for the newest one."""
    end = name.rsplit(".", 1)[-1]
    return int(end) if end.isdigit() else 0


def next_name(name):
    return f"{stem(name)}.log.{number(name) + 1}"
