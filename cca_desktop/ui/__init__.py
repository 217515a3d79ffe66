"""Qt: the one floor that draws. It shows what the subjects return, and never sees SQL or an index."""
