"""Cyber Administration: how the city works with itself: meetings, letters."""
