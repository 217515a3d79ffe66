"""The letter: its typesetting, its marks, its margin and its map."""
