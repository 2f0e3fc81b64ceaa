"""Small documents of every kind, made here byte by byte: whole ones, broken ones, and ones that would not end."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

Line = tuple[float, float, float, str]
"""A line of a PDF page: x, y and size in points, words."""


def pdf(pages: Sequence[Sequence[Line]], info: Mapping[str, str] | None = None, labels: str = "", trailer: str = "", image: bool = False) -> bytes:
    """A PDF with one font; `labels` is the /Nums of its page labels."""
    objects = ["<< /Type /Catalog /Pages 2 0 R" + (f" /PageLabels << /Nums [{labels}] >>" if labels else "") + " >>", "",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               "<< " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>",
               "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"]
    kids = []
    for lines in pages:
        drawn = "\n".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET" for x, y, size, words in lines)
        drawn += "\nq 400 0 0 600 50 50 cm /I1 Do Q" if image else ""
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}\nendstream")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents {len(objects)} 0 R "
                       f"/Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects, "/Root 1 0 R /Info 4 0 R " + trailer)


def assembled(objects: Sequence[str | bytes], trailer: str) -> bytes:
    """Numbered objects with their table of places."""
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content if isinstance(content, bytes) else content.encode("cp1252")))
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode("cp1252"))
    return out.getvalue()


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    blank = "<" + "00" * 32 + ">"
    return pdf([[(50, 600, 11, "Hidden words.")]], trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O {blank} /U {blank} >> /ID [<00> <00>]")


def zipped(members: Mapping[str, str | bytes], stored: Sequence[str] = ()) -> bytes:
    """A packed file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""


def epub(chapters: Mapping[str, str], metadata: str = "<dc:title>The Harbour</dc:title><dc:creator>Berit Lund</dc:creator>",
         extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of XHTML chapters, in their order, with a navigation document that comes first in the spine."""
    items = "".join(f'<item id="c{i}" href="text/{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{i}"/>' for i, _ in enumerate(chapters))
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:opf="http://www.idpf.org/2007/opf" version="3.0"><metadata>{metadata}</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>
<spine><itemref idref="nav"/>{spine}</spine></package>"""
    members: dict[str, str | bytes] = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package,
                                       "OEBPS/nav.xhtml": xhtml("<nav><ol><li>Contents of the book</li></ol></nav>")}
    members |= {f"OEBPS/text/{name}": xhtml(body) for name, body in chapters.items()}
    return zipped(members | dict(extra or {}), ["mimetype"])


def xhtml(body: str) -> str:
    """A chapter."""
    return f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">' \
           f"<head><title>x</title></head><body>{body}</body></html>"


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs: Sequence[tuple[str, str]], core: str = "<dc:title>The Harbour</dc:title><dc:creator>Berit Lund</dc:creator>",
         extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A word processor's file: paragraphs as (style, words)."""
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
                   for style, words in paragraphs)
    names = {"Heading1": "heading 1", "Quote": "Quote", "Normal": "Normal"}
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>' for key, name in names.items())
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                               '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                       f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                                        f'<Relationship Id="r1" Type="{kinds}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<?xml version="1.0"?><w:styles {WORD}>{styles}</w:styles>',
        "word/document.xml": f'<?xml version="1.0"?><w:document {WORD}><w:body>{body}</w:body></w:document>',
        "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
                             'xmlns:dcterms="http://purl.org/dc/terms/" '
                             f'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">{core}</cp:coreProperties>'}
    return zipped(members | dict(extra or {}))


def tei(body: str, header: str = "<titleStmt><title>The Harbour</title><author>Berit Lund</author></titleStmt>", profile: str = "") -> bytes:
    """A TEI document."""
    return f"""<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{header}
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>{profile}</teiHeader>
<text><body>{body}</body></text></TEI>""".encode()


def zip_bomb(inside: bytes, name: str, size: int) -> bytes:
    """A packed file whose one further member is nothing but zeros, that many."""
    with zipfile.ZipFile(io.BytesIO(inside)) as packed:
        members = {member: packed.read(member) for member in packed.namelist()}
    return zipped(members | {name: b"\0" * size})


def laughs(root: str) -> bytes:
    """Entities that would expand to a billion words."""
    entities = '<!ENTITY a0 "boats">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]><{root}><text><body><p>&a9;</p></body></text></{root}>'.encode()


def endless_pages(count: int) -> bytes:
    """A PDF in which one page stands a great many times."""
    return assembled(["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>",
                      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"], "/Root 1 0 R")


def swollen_page(size: int) -> bytes:
    """A PDF whose one page draws words without end, packed small."""
    drawn = zlib.compress(b"BT /F1 9 Tf 9 9 Td " + b"0 -9 Td (boats) Tj\n" * (size // 19) + b"ET", 9)
    return assembled(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 700] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                      b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn),
                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"], "/Root 1 0 R")
