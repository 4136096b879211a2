"""Let a person decide on the findings of a repair: in a terminal, in JupyterLab, or in a browser alone."""
