"""The view count: what a view is, and how each is kept until the database has it. Needs no page cache."""
