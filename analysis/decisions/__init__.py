"""What a person decides about a text, kept in a file by the passages that it is about."""
