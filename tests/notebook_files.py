"""Notebooks that a test writes."""

import nbformat


def notebooks_of(tmp_path, monkeypatch, tags=(), **cells):
    """Let a report execute notebooks of one code cell each."""
    folder = tmp_path / "books"
    folder.mkdir()
    for name, source in cells.items():
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T\n\nQ?")])
        book.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": [*tags]}))
        nbformat.write(book, folder / f"{name}.ipynb")
    monkeypatch.setattr("analysis.reports.notebooks.NOTEBOOKS", folder)
