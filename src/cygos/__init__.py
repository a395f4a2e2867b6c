"""CyGoS: the open platform on which an Indonesian city governs in the open."""
