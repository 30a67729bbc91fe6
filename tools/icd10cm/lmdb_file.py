"""Reads the values of an LMDB data file: enough for the one file in a wheel, without a native library.

The layout is that of LMDB 0.9 on a little-endian 64-bit machine: two meta pages, then a tree of branch and leaf
pages; a value that does not fit a page lies on overflow pages of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

PAGE = 4096
HEADER = 16
BRANCH = 0x01
BIG_VALUE = 0x01
MAGIC = 0xBEEFC0DE


def values(data: bytes) -> dict[str, bytes]:
    """All values of the main database, by key."""
    roots = []
    for page in (0, 1):
        at = page * PAGE + HEADER
        (magic,) = struct.unpack_from("<I", data, at)
        if magic != MAGIC:
            raise ValueError("not an LMDB data file")
        # The main database is the second of two records of 48 bytes, its root their last word.
        (root,) = struct.unpack_from("<Q", data, at + 24 + 48 + 40)
        (transaction,) = struct.unpack_from("<Q", data, at + 24 + 96 + 8)
        roots.append((transaction, root))
    return {key.rstrip(b"\0").decode(): value for key, value in _walk(data, max(roots)[1])}


def _walk(data: bytes, page: int) -> Iterator[tuple[bytes, bytes]]:
    start = page * PAGE
    flags, lower = struct.unpack_from("<HH", data, start + 10)
    count = (lower - HEADER) // 2
    for offset in struct.unpack_from(f"<{count}H", data, start + HEADER):
        at = start + offset
        low, high, flag, key_size = struct.unpack_from("<HHHH", data, at)
        key = data[at + 8 : at + 8 + key_size]
        if flags & BRANCH:
            yield from _walk(data, low | high << 16 | flag << 32)
            continue
        size = low | high << 16
        at += 8 + key_size
        if flag & BIG_VALUE:
            (overflow,) = struct.unpack_from("<Q", data, at)
            at = overflow * PAGE + HEADER
        yield key, data[at : at + size]
