"""Puts the parts together. Only config sees the city whole."""
