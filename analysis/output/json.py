"""The one way in which this package writes JSON: what is missing is null, since JSON has no NaN and no infinity."""

from __future__ import annotations

import json
import math
from typing import Any


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON, Chinese as it is.

    >>> json_text({"term": "政协", "dp": float("nan")})
    '{"term": "政协", "dp": null}'
    """
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, indent=indent)


def _plain(value: Any) -> Any:
    """Return a value of the types that JSON has."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):  # of numpy
        return _plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, str | int | None) else _missing_or_text(value)


def _missing_or_text(value: Any) -> str | None:
    import pandas as pd

    return None if pd.isna(value) else str(value)
