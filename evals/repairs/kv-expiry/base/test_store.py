import pytest

from store import Store


class Clock:
    now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(clock):
    return Store(10, clock)


def test_a_value(store):
    store.set("a", 1)
    assert store.get("a") == 1
    assert store.get("b", "none") == "none"


def test_it_expires(store, clock):
    store.set("a", 1)
    clock.now = 11
    assert store.get("a") is None
    assert len(store) == 0


def test_looking_keeps_it_alive(store, clock):
    store.set("a", 1)
    clock.now = 8
    assert store.get("a") == 1
    clock.now = 16
    assert store.get("a") == 1
