"""Cyber Planning: what the city will do, and with what money."""
