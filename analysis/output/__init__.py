"""Writing for other programs and for people: files that are complete or not there."""
