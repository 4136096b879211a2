"""The languages in which the package speaks: which one is chosen, and what each message is in it."""
