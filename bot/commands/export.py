"""An export as a file, for whoever runs the bot."""

import os
from pathlib import Path

from bot.rules.export import File


class FileError(Exception):
    """The file cannot be written, in a sentence that says what to do."""


def write(file: File, folder: Path) -> Path:
    """Write a file that is not there yet, for its owner's eyes alone; return where it is."""
    target = folder / file.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FileError(f"{error.filename} exists already. Choose another folder.") from error
    except OSError as error:
        raise FileError(f"Cannot write to {folder} ({error.strerror}). Choose another folder.") from error
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(file.content)
    return target
