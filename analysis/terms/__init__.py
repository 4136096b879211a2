"""A module for each statistic of terms."""
