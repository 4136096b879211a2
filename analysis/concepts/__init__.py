"""Concepts: what a dictionary of terms, patterns and rules finds in texts, and what damage did to its counts."""
