"""The outline of the letter."""
