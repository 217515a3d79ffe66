"""The search panel: a field, what was understood, the spread, and the hits."""
