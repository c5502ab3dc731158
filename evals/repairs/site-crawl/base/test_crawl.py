import asyncio
import unittest

from crawl import crawl
from report import summary

SITE = {"/": ("home", ["/a", "/b", "/a"]), "/a": ("first", ["/b"]), "/b": ("other", ["/a"]), "/x": ("alone", [])}


class CrawlTest(unittest.TestCase):
    def run_crawl(self, start):
        asked = []

        async def fetch(address):
            asked.append(address)
            await asyncio.sleep(0)
            return SITE[address]

        return asyncio.run(crawl(start, fetch)), asked

    def test_all_pages(self):
        pages, _ = self.run_crawl("/")
        self.assertEqual(sorted(pages), ["/", "/a", "/b"])

    def test_each_once(self):
        _, asked = self.run_crawl("/")
        self.assertEqual(sorted(asked), ["/", "/a", "/b"])

    def test_summary(self):
        self.assertEqual(summary({"/b": "xy", "/a": "x"}), "/a: 1, /b: 2")
