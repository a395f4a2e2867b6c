"""Cases: where every public act of the city stands, what is promised in it, and the one door by which it changes."""
