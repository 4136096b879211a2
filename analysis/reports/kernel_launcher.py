"""Run an IPython kernel that ends with the process that started it: ``python -m analysis.reports.kernel_launcher``."""

import os
import sys
from pathlib import Path

from ..processes.children import end_with_parent


def main() -> None:
    """Start the kernel that the command line describes, as ``ipykernel_launcher`` does."""
    end_with_parent()
    if sys.platform == "linux" and os.getppid() != int(os.environ["JPY_PARENT_PID"]):
        return  # it has ended before this process knew what to do then
    if sys.path[0] == "" or Path(sys.path[0]) == Path.cwd():  # the folder it is started in holds no modules
        del sys.path[0]

    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
