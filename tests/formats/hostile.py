"""Make small files that try to hurt whoever reads them, and honest ones to compare with; all in memory, none is stored."""

import json
import sqlite3
import struct
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import shapely

from mapping.model import RD_NEW

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c><c r="B1" t="inlineStr"><is><t>aantal</t></is></c></row>'
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>Koffie</t></is></c><c r="B2"><v>12</v></c></row>'
MEGABYTE = 1024 * 1024


def sheet(rows: str = HEADER + ROW, after: str = "") -> str:
    """Return the XML of a sheet with these rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(**sheets: str) -> dict[str, str]:
    """Return the parts of a workbook with these sheets: name → XML; without any, one sheet called Blad1."""
    sheets = sheets or {"Blad1": sheet()}
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
    links = (
        "".join(
            f'<Relationship Id="r{i}" Type="{relations}/worksheet" Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="s" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
        **{f"xl/worksheets/sheet{i}.xml": xml for i, xml in enumerate(sheets.values(), 1)},
    }  # fmt: skip


def zipped(content: dict[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return target.getvalue()


def xlsx(**sheets: str) -> bytes:
    """Return a workbook with these sheets."""
    return zipped(parts(**sheets))


def bomb(*, unpacked: int = 400 * MEGABYTE) -> bytes:
    """Return a workbook whose sheet is some hundred kilobytes that become `unpacked` bytes of spaces."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            if "sheet1" not in name:
                archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _megabyte in range(unpacked // MEGABYTE):
                part.write(b" " * MEGABYTE)
    return target.getvalue()


def lying_bomb() -> bytes:
    """Return the same bomb, which says of itself that its sheet is 100 bytes."""
    content = bytearray(bomb(unpacked=300 * MEGABYTE))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(content)


def corners() -> bytes:
    """Return a workbook of two cells as far apart as can be: 17 billion places between them."""
    return xlsx(
        Blad1=sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    )


def repeated_text() -> bytes:
    """Return a workbook in which 400,000 cells name one text of 9,000 letters: 3.6 GB once each has its own."""
    row = '<c t="s"><v>0</v></c>' * 100
    rows = "".join(f'<row r="{number}">{row}</row>' for number in range(1, 4_001))
    shared = f'<sst xmlns="{NAMESPACE}"><si><t>{"x" * 9_000}</t></si></sst>'
    return zipped(parts(Blad1=sheet(rows)) | {"xl/sharedStrings.xml": shared})


def feature(coordinates=(4.48, 51.92), kind: str = "Point", **properties) -> dict:
    """Return one feature."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def geojson(*features: dict, **members) -> bytes:
    """Return a collection of these features."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()


def geopackage(*statements: str, points: int = 3, crs: str = RD_NEW) -> bytes:
    """Return a GeoPackage with one layer of points in Rotterdam, after these statements of SQL were run in it."""
    names = [f"plek {number}" for number in range(points)]
    shapes = shapely.points([(92_000 + number, 437_000) for number in range(points)])
    table = gpd.GeoDataFrame({"naam": names, "aantal": range(points)}, geometry=shapes, crs=RD_NEW).to_crs(crs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plekken.gpkg"
        table.to_file(path, layer="plekken", driver="GPKG")
        base = sqlite3.connect(path)
        base.create_function("ST_IsEmpty", 1, lambda _shape: 0)  # the triggers of a spatial index ask for it
        for name in ("MinX", "MaxX", "MinY", "MaxY"):
            base.create_function(f"ST_{name}", 1, lambda _shape: 0.0)
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()
        return path.read_bytes()


def nested_shape(levels: int) -> bytes:
    """Return the bytes of a shape in a shape in a shape: a reader that calls itself runs out of stack."""
    head = b"GP\x00\x01" + struct.pack("<i", 28992)
    return head + b"\x01\x06\x00\x00\x00\x01\x00\x00\x00" * levels
