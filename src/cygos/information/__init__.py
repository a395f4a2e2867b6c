"""Cyber Information: what the city says, and what it must tell. Wagtail lives here."""
