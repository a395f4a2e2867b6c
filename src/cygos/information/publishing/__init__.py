"""What all page kinds share: whose a page is, what changed, and who may touch it."""
