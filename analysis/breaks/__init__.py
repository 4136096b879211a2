"""Whether a text goes on across a line's end: features of lines, and a model fitted to texts whose ends are known."""
