"""Which city this is: its name, its address, its look."""
