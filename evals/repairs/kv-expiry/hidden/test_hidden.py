from store import Store


def test_many_looks():
    times = iter(range(0, 1000, 9))
    store = Store(10, lambda: next(times))
    store.set("a", 1)
    assert [store.get("a") for _ in range(20)] == [1] * 20


def test_a_missed_look_is_too_late():
    now = [0]
    store = Store(5, lambda: now[0])
    store.set("a", 1)
    now[0] = 5
    assert store.get("a") == 1
    now[0] = 11
    assert store.get("a") is None
    now[0] = 12
    assert store.get("a") is None
