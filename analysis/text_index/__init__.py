"""Texts as folded letters with offsets and hashes, and as lines."""
