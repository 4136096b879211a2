"""What a kernel gives a report beside what readers see: pictures as files."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..figures.drawing import Picture

PNG, SVG = "image/png", "image/svg+xml"  # MIME types of an output's data
WIDEST_CELL = 2100  # characters of a cell that a report shows: no evidence, and no passage of a corpus, is so long


def give_values(formatter: Any, pictures: bool) -> None:
    """Let what a kernel shows come with its values; called in the kernel before a notebook is executed in it.

    Parameters
    ----------
    formatter : IPython's: ``get_ipython().display_formatter``.
    pictures : whether pictures are wanted as files.
    """
    if pictures:  # named, so that nothing is imported before a notebook needs it
        formatter.mimebundle_formatter.for_type_by_name("analysis.figures.drawing", "Picture", with_files)


def with_files(picture: Picture) -> dict[str, str]:
    """Return what a notebook shows of a picture, and the picture as each of the files that a report writes."""
    shown = picture._repr_mimebundle_()
    png = b64encode(picture.rendered("png")).decode("ascii")
    return shown | {PNG: png, SVG: picture.rendered("svg").decode()}


def take_pictures(notebook: NotebookNode, stem: str) -> dict[str, bytes]:
    """Take the pictures that an executed notebook was given as files out of it, and return them.

    Parameters
    ----------
    notebook : executed in a kernel that gives pictures.
    stem : what the names of the files begin with.

    Returns
    -------
    By name, PNG and SVG of each, numbered as the notebook shows them; none where none were wanted.
    """
    data = [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    files = {}
    for number, shown in enumerate((each for each in data if PNG in each and SVG in each), 1):
        files[f"{stem}_{number}.png"] = b64decode(shown.pop(PNG))
        files[f"{stem}_{number}.svg"] = shown.pop(SVG).encode()
    return files
