"""Notices: what the city wants everybody to know now, up to the alert that stands on every page."""
