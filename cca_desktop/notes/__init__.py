"""What the reader writes: notes on passages, the notebook that keeps them, and every version of each."""
