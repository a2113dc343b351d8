"""A file appears whole or not at all, even if the process is killed or the power fails while it is written."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What a file system says that knows no nameless files, and what a machine without /proc says.
_NOT_HERE = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT})


def write(target: Path, data: bytes, staging: Path) -> None:
    """Write a file whole, in place of an older one.

    A new file has no name until it is whole (Linux); otherwise it waits whole, or grows where the platform knows no
    better, in `staging`, a folder on the same file system that its owner empties. Raises OSError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() and _link(target, data):
        return
    staging.mkdir(exist_ok=True)
    staged = staging / target.name
    staged.unlink(missing_ok=True)
    if not _link(staged, data):
        with staged.open("wb") as file:
            _fill(file.fileno(), data)
    staged.replace(target)


def _link(target: Path, data: bytes) -> bool:
    """Write a file without a name, then name it; False if this cannot be done here."""
    if not hasattr(os, "O_TMPFILE"):
        return False
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        file = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        try:
            _fill(file, data)
            # A folder must be given, or Python links to the /proc entry and not to the file behind it.
            os.link(f"/proc/self/fd/{file}", target.name, dst_dir_fd=folder, follow_symlinks=True)
        finally:
            os.close(file)
    except OSError as error:
        if error.errno in _NOT_HERE:
            return False
        raise
    finally:
        os.close(folder)
    return True


def _fill(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)
