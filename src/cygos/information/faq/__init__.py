"""Questions that are asked often, with their answers."""
