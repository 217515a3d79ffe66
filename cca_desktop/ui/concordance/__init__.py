"""The concordance: every hit in a line of its own, one below the other."""
