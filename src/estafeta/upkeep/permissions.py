"""What lies in the folder of data is read by its owner alone."""

from __future__ import annotations

import os
from contextlib import suppress

from estafeta.upkeep.installation import Installation

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def close_folder(installation: Installation) -> int:
    """Take away from others what earlier versions have left open to them; returns how many were open.

    New files are made so by the mask of the process. Static files, which are no secret, stay as they are; what cannot
    be changed (another's file, a disk without rights) is passed over. Windows has no such rights.
    """
    if os.name == "nt":
        return 0
    changed = 0
    for folder, folders, files in os.walk(installation.data):
        if "static" in folders:
            folders.remove("static")
        for name, mode in [("", PRIVATE_FOLDER), *((file, PRIVATE_FILE) for file in files)]:
            path = os.path.join(folder, name)
            with suppress(OSError):
                if os.stat(path).st_mode & 0o077 and not os.path.islink(path):
                    os.chmod(path, mode)
                    changed += 1
    return changed
