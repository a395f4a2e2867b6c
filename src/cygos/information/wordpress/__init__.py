"""The way in for a WordPress site: its export (WXR), read piece by piece, becomes articles, topics and redirects."""
