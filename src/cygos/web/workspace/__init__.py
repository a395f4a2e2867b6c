"""The workspace (/kerja/): one's own desk, and for city administrators the persons, hats, units and posts."""
