"""Learning from a document: how it is cited."""
