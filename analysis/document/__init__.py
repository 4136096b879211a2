"""A document: its bytes, encoding and format, its text and its blocks."""
