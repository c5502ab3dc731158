"""Fetches all pages that can be reached, each once."""
import asyncio


async def crawl(start, fetch):
    """Pages by address; `fetch(address)` gives (text, links)."""
    pages = {}
    seen = set()

    async def visit(address):
        if address in seen:
            return
        text, links = await fetch(address)
        seen.add(address)
        pages[address] = text
        await asyncio.gather(*(visit(link) for link in links))

    await visit(start)
    return pages
