"""Folders of a few small files."""

from pathlib import Path


def made(folder: Path, **files: str) -> Path:
    """Make a folder with files of these names and texts, and return it."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def interrupt() -> None:
    """Be Ctrl-C."""
    raise KeyboardInterrupt
