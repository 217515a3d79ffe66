"""Places in a text: spans, the selectors that describe them, and the text as a reader sees it."""
