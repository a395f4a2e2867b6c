"""Cyber Public Service: what people ask of the city."""
