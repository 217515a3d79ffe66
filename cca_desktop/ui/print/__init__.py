"""The letter on paper, and as PDF."""
