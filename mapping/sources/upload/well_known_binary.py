"""Look through the bytes of a shape before GEOS reads them: shapes inside shapes without end would overflow its stack."""

import struct

POINT, LINE, POLYGON, MULTIPOINT, MULTILINE, MULTIPOLYGON = range(1, 7)
"""Types of well-known binary (OGC 06-103r4, clause 8.2.3); others, such as a collection, we do not read."""

PART = {MULTIPOINT: POINT, MULTILINE: LINE, MULTIPOLYGON: POLYGON}
EXTENDED_Z, EXTENDED_M = 0x80000000, 0x40000000
"""How PostGIS marks height and measure; ISO adds 1000, 2000 or 3000 to the type."""

COUNT_BYTES, HEAD_BYTES, NUMBER_BYTES = 4, 5, 8


def check_flat(binary: bytes) -> None:
    """Raise ValueError unless this is one shape, or one shape of plain parts, that fits in its bytes."""
    try:
        kind, _dimensions, order = _head(binary, 0)
        if kind not in PART:
            if _end(binary, 0) > len(binary):
                raise ValueError("shape is cut off")
            return
        count = struct.unpack_from(order + "I", binary, HEAD_BYTES)[0]
        place = HEAD_BYTES + COUNT_BYTES
        for _part in range(count):
            if _head(binary, place)[0] != PART[kind]:
                raise ValueError("part of another type")
            place = _end(binary, place)
    except struct.error as error:
        raise ValueError("shape is cut off") from error


def _head(binary: bytes, place: int) -> tuple[int, int, str]:
    """Return type, numbers per point and byte order of the shape that begins here."""
    order = "<" if binary[place : place + 1] == b"\x01" else ">"
    code = struct.unpack_from(order + "I", binary, place + 1)[0]
    extra = bool(code & EXTENDED_Z) + bool(code & EXTENDED_M)
    plain = code & ~(EXTENDED_Z | EXTENDED_M)
    dimensions = 2 + max(extra, {0: 0, 1: 1, 2: 1, 3: 2}.get(plain // 1000, 0))
    return plain % 1000 if plain < 4000 else 0, dimensions, order


def _end(binary: bytes, place: int) -> int:
    """Return where the point, line or polygon that begins here ends. Raises ValueError for any other type."""
    kind, dimensions, order = _head(binary, place)
    place += HEAD_BYTES
    if kind == POINT:
        return place + dimensions * NUMBER_BYTES
    if kind not in (LINE, POLYGON):
        raise ValueError("this type of shape is not read")
    rings = 1
    if kind == POLYGON:
        rings = struct.unpack_from(order + "I", binary, place)[0]
        place += COUNT_BYTES
    for _ring in range(rings):
        points = struct.unpack_from(order + "I", binary, place)[0]
        place += COUNT_BYTES + points * dimensions * NUMBER_BYTES
    return place
