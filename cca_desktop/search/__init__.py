"""Questions to the text: a forgiving query language, Whoosh's postings, and exact spans for answers."""
