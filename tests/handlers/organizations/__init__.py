"""Organisations at the edge."""
