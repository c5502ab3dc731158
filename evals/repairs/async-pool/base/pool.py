"""Runs coroutines, so many at a time."""
import asyncio


async def run_all(jobs, at_once=2):
    """Results and exceptions, in the order of the jobs."""
    places = asyncio.Semaphore(at_once)

    async def one(job):
        async with places:
            return await job()

    return await asyncio.gather(*(one(job) for job in jobs))
