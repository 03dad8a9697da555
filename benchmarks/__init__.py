"""Measurements of speed and endurance: `make bench`. Everything stays on the loopback interface."""
