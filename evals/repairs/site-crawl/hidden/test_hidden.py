import asyncio
import unittest

from crawl import crawl


class HiddenTest(unittest.TestCase):
    def test_a_site_where_all_link_to_all(self):
        names = [f"/{n}" for n in range(8)]
        counts = dict.fromkeys(names, 0)

        async def fetch(address):
            counts[address] += 1
            await asyncio.sleep(0)
            return address, names + names

        pages = asyncio.run(crawl("/0", fetch))
        self.assertEqual(sorted(pages), sorted(names))
        self.assertEqual(set(counts.values()), {1})
