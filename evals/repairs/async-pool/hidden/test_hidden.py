import asyncio

from pool import run_all


def test_all_failing_and_none_too_many_at_once():
    running, most = 0, 0

    async def job():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        raise KeyError("x")

    results = asyncio.run(run_all([job] * 7, at_once=3))
    assert [type(result) for result in results] == [KeyError] * 7
    assert most == 3
