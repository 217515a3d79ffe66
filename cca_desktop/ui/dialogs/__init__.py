"""The few windows that stand before the window: a paragraph's number, the keys, the colophon, a trouble."""
