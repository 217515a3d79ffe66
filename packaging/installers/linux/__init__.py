"""The installers of Linux: a .deb and an archive, and the recipes of others."""
