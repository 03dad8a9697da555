"""Exports and erasing, as people ask for them."""
