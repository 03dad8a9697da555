"""What every capability shares."""
