"""One search for the city: modules put what may be found here, and say who may read it."""
