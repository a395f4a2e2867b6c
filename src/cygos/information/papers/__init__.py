"""Papers: the documents the city publishes, as pages first and files second."""
