"""The agenda: what happens in the city, when and where."""
