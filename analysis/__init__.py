"""Audit Chinese long-form text for faults, and only then count words. ``__init__.pyi`` names the public API."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
