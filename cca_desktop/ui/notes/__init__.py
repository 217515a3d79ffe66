"""The notes: their list, the editor, and the window's way to the notebook."""
