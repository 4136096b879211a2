"""Tokens, sentences and paragraphs as other programs take them, and back, with their places in the text."""
