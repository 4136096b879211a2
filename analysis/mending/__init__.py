"""What is wrong on a page, as findings with the edits that would mend it."""
