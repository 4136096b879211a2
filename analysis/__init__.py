"""Audit Chinese long-form text for faults, and only then count words. ``__init__.pyi`` names the public API."""


def __getattr__(name: str) -> object:
    # Not before a name is asked for: as a program, the package is to heed signals before it loads anything.
    import lazy_loader

    found, names, public = lazy_loader.attach_stub(__name__, __file__)
    globals().update(__getattr__=found, __dir__=names, __all__=public)
    return public if name == "__all__" else found(name)


def __dir__() -> object:
    return __getattr__("__all__")
