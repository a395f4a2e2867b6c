"""Cyber Licensing: what the city allows."""
