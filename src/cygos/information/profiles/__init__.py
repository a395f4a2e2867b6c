"""Who answers for what: a page for each office of the city, made from what the kernel knows of it."""
