from sheet.clock import span


def worked(shifts):
    """Hours and minutes of all shifts, as H:MM."""
    total = sum(span(start, end) for start, end in shifts)
    return f"{total // 60}:{total % 60:02}"
