"""Rule books: the language they are written in, the plain value they become, and what one act changes."""
