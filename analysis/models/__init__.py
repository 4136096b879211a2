"""Fitted models, applied without the library that fitted them."""
