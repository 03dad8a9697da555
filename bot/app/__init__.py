"""The application: everything put together, started, and stopped in order."""
