"""Arrays kept in one file, of which only what is looked at is read."""

from __future__ import annotations

import json
import math
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

ALIGNED = 64  # bytes that an array in a file begins at a multiple of


def save(file: Path, **arrays: np.ndarray) -> None:
    """Write arrays as one file, which `saved` opens at once."""
    head, begin = {}, 0
    for name, array in arrays.items():
        head[name] = array.dtype.str, array.shape, begin
        begin += -(-array.nbytes // ALIGNED) * ALIGNED
    said = json.dumps(head, allow_nan=False).encode()
    with _arrays(file).open("wb") as out:
        out.write(f"{len(said):{ALIGNED}}".encode())
        for array in (np.frombuffer(said, np.uint8), *arrays.values()):
            np.ascontiguousarray(array).tofile(out)
            out.write(bytes(-array.nbytes % ALIGNED))


def _arrays(file: Path) -> Path:
    return file.with_name(f"{file.name}.arrays")


def saved(file: Path) -> dict[str, np.ndarray]:
    """Return the arrays of a file, by name; of each only what is looked at is read."""
    with _arrays(file).open("rb") as opened:
        data = mmap(opened.fileno(), 0, access=ACCESS_READ)
    size = int(data[:ALIGNED])
    begins = ALIGNED - (-size // ALIGNED) * ALIGNED
    head = json.loads(data[ALIGNED : ALIGNED + size])
    return {
        name: np.frombuffer(data, kind, math.prod(shape), begins + begin).reshape(shape)
        for name, (kind, shape, begin) in head.items()
    }
