"""Running notices: what the city wants everybody to know now."""
