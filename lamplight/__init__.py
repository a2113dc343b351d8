"""Printable materials against the commercial sexual exploitation of children, with local numbers to call."""

__version__ = "0.1.0"
