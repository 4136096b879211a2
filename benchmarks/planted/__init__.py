"""Faults and text reuse planted, by a seeded chance, in clean texts, with the truth of where they are."""
