"""Terms and amounts that law or the city sets, each with its legal basis and how far it was verified."""
