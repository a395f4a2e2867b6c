"""Announcements: what the city makes known under a number and a date."""
