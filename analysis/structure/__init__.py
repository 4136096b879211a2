"""What each block of a document is, its sections and its sentences."""
