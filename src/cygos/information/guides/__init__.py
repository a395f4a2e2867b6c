"""Guides: how to get something done, step by step."""
