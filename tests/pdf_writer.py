"""A PDF writer for tests: pages of text lines in Helvetica, written by hand, so that each test shows what it reads."""

from collections.abc import Mapping, Sequence

SIZE = 10  # points, of every line
LEADING = 14  # points from line to line


def _escaped(text: str) -> bytes:
    """Return text as a PDF string, in the encoding that Word uses (WinAnsi)."""
    data = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        data = data.replace(special, b"\\" + special)
    return b"(" + data + b")"


def _page_of_lines(lines: Sequence[str]) -> bytes:
    """Return the drawing commands of a page: its lines from the top, at a left margin."""
    shown = b"".join(b"%s Tj 0 -%d Td\n" % (_escaped(line), LEADING) for line in lines)
    return b"BT /F1 %d Tf 72 760 Td\n%sET\n" % (SIZE, shown)


def placed(*pieces: tuple[float, float, float, str] | tuple[float, float, float, str, str]) -> bytes:
    """Return the drawing commands of a page of pieces: x, y and size in points, text, and "bold" when it is that."""
    drawing = b""
    for x, y, size, text, *style in pieces:
        font = b"F2" if style else b"F1"
        drawing += b"BT /%s %.1f Tf %.1f %.1f Td %s Tj ET\n" % (font, size, x, y, _escaped(text))
    return drawing


def pdf_of(
    pages: Sequence[Sequence[str] | bytes],
    metadata: Mapping[str, str] | None = None,
    locked: bool = False,
) -> bytes:
    """Return a PDF file.

    Args:
        pages: the lines of each page, or drawing commands from `placed`; a page without lines
            shows a grey box, as a scan would.
        metadata: the document information, e.g. {"Title": "…"}.
        locked: whether a password is needed: the key in it belongs to no empty password.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    information = b" ".join(b"/%s %s" % (key.encode(), _escaped(value)) for key, value in (metadata or {}).items())
    objects.append(b"<< %s >>" % information)
    kids = []
    for lines in pages:
        drawing = lines if isinstance(lines, bytes) else _page_of_lines(lines)
        drawing = drawing if lines else b"0.5 g 72 72 400 600 re f\n"
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawing), drawing))
        bold = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
        resources = b"<< /Font << /F1 3 0 R /F2 %s >> >>" % bold
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
            % (len(objects), resources)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    trailer = b"/Size %d /Root 1 0 R /Info 4 0 R" % (len(objects) + 1)
    if locked:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32))
        trailer += b" /Encrypt %d 0 R /ID [<33> <33>]" % len(objects)
    return _file_of(objects, trailer)


def _file_of(objects: Sequence[bytes], trailer: bytes) -> bytes:
    """Number the objects and add the table of where each begins."""
    data = b"%PDF-1.4\n"
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return data + head + table + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(data))
