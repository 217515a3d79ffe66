"""CCA Desktop: a desktop study application for close reading."""

__version__ = "0.1.0"
