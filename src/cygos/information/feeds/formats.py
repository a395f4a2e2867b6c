"""The forms a feed comes in: RSS 2.0, Atom 1.0, JSON Feed 1.1."""

import json
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date


class JsonFeed(SyndicationFeed):
    """https://www.jsonfeed.org/version/1.1/."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        facts = self.feed
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": facts["title"],
            "home_page_url": facts["link"],
            "feed_url": facts["feed_url"],
            "description": facts["description"],
            "language": facts["language"],
            "authors": [{"name": facts["author_name"]}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"] or item["title"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"] or item["pubdate"]),
            "authors": [{"name": item["author_name"]}],
            "tags": [str(name) for name in item["categories"]],
        }


FORMATS: dict[str, type[SyndicationFeed]] = {
    "rss": Rss201rev2Feed,
    "atom": Atom1Feed,
    "json": JsonFeed,
}
# What a page says in `<link rel="alternate" type=…>`.
KINDS = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
