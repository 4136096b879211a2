"""What an operating system says of a file that it cannot read or write, in the language that is chosen."""

from __future__ import annotations

import errno
import os

from .chosen import ENGLISH, language
from .messages import N_, _

MESSAGES = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EEXIST: N_("File exists"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.ENOTEMPTY: N_("Directory not empty"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EROFS: N_("Read-only file system"),
    errno.EFBIG: N_("File too large"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.ELOOP: N_("Too many levels of symbolic links"),
    errno.EMFILE: N_("Too many open files"),
    errno.EIO: N_("Input/output error"),
    errno.EBADF: N_("Bad file descriptor"),
    errno.EBUSY: N_("Device or resource busy"),
    errno.ENXIO: N_("No such device or address"),
    errno.ENODEV: N_("No such device"),
    errno.EINVAL: N_("Invalid argument"),
    errno.EPIPE: N_("Broken pipe"),
    errno.ENOMEM: N_("Cannot allocate memory"),
    errno.ETIMEDOUT: N_("Connection timed out"),
    errno.ECONNREFUSED: N_("Connection refused"),
    errno.ECONNRESET: N_("Connection reset by peer"),
}


def system_message(error: OSError) -> str:
    """Return what is wrong, without the file: the system's own words in English, or what the package itself said.

    >>> system_message(FileNotFoundError(2, "No such file or directory", "page.txt"))
    'No such file or directory'
    >>> system_message(FileExistsError(17, "holds a file of yours", "reports"))
    'holds a file of yours'
    """
    said = error.strerror or str(error)
    number = error.errno or 0
    is_known = number in MESSAGES and said == os.strerror(number)
    return _(MESSAGES[number]) if is_known and language() != ENGLISH else said
