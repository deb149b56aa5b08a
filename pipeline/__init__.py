"""Turns the Excel returns of many departments into official notices that people can sign."""

__version__ = "0.1.0"
