"""Tokens, and the dictionary that they are found with."""
