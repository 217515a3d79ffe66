"""The command line: one job each, done without a window and told in words."""
