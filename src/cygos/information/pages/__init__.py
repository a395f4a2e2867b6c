"""Pages that stand: profiles of the city and its offices, and pages that lead on."""
