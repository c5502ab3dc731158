import asyncio

from pool import run_all
from summary import summary


async def good():
    await asyncio.sleep(0)
    return 1


async def bad():
    raise ValueError("no")


def test_results():
    assert asyncio.run(run_all([good, good, good])) == [1, 1, 1]


def test_summary():
    assert summary([1, ValueError(), 2]) == "2 ok, 1 failed"


def test_a_failure_is_a_result():
    results = asyncio.run(run_all([good, bad, good]))
    assert results[0] == results[2] == 1
    assert isinstance(results[1], ValueError)
