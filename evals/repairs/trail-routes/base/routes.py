from collections import deque


def shortest(trails, start, goal):
    """The huts of a shortest route, or None."""
    queue = deque([[start]])
    seen = {start}
    steps = 0
    while queue:
        route = queue.popleft()
        if route[-1] == goal:
            return route
        for hut in trails.get(route[-1], []):
            steps += 1
            if steps > 2000:
                raise RuntimeError("lost in the mountains")
            queue.append(route + [hut])
    return None
