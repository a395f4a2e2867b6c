"""Cyber Marketing City: what the city is proud of, its small industry first."""
