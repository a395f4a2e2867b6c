"""What every area rests on."""
