"""One search for the whole city (/cari/)."""
