"""A reader in a text: where they are, where they have been, and the place that is kept for them."""
