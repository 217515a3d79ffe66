"""The installer of macOS: an application in a disk image."""
