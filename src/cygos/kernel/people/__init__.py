"""Who people are, the units (OPD) and posts of the city, and the hats people wear."""
