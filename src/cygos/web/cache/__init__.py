"""The page cache: what was just said is said again without asking Django, but never when no longer true."""
