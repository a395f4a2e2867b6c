"""For machines: feeds, the sitemap, robots.txt and security.txt."""
