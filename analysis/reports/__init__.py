"""Notebooks, executed, and their pages of HTML."""
