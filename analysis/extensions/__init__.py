"""What others add to the package without touching it: kinds of findings, formats, pages of a report."""
