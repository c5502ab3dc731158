"""Ladders of words, one letter at a time."""
from collections import deque


def differ_by_one(a, b):
    return sum(a[i] != b[i] for i in range(len(a))) == 1


def ladder(start, goal, words):
    """A shortest ladder, or None."""
    queue = deque([(start,)])
    left = set(words) - {start}
    while queue:
        steps = queue.popleft()
        if steps[-1] == goal:
            return list(steps)
        for word in sorted(word for word in left if differ_by_one(steps[-1], word)):
            left.discard(word)
            queue.append(steps + (word,))
    return None
