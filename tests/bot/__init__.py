"""The same words again."""
