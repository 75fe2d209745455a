#!/usr/bin/env python3
"""Hostile files of every format: makes them, runs the program on each alone, and prints the status, seconds and memory.

    scripts/hostile_formats.py path/to/sayso

Exits with 1 where a status is not the expected one, or where a file took more than a minute or two gigabytes.
"""

import csv
import gzip
import io
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

PROSE = "The tower is safe, Ann Lee said on Monday. Nobody asked her why it leans.\n\n"


def zipped(entries, **options):
    """A ZIP file of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def zip_bomb():
    """A gibibyte of zeros in a megabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as entry:
        for _ in range(1024):
            entry.write(bytes(1 << 20))
    return out.getvalue()


def encrypted_zip():
    """An entry whose flags say that it is encrypted."""
    data = bytearray(zipped([("a.txt", PROSE)]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def linking_zip():
    """A symbolic link among the entries."""
    link = zipfile.ZipInfo("passwords.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return zipped([("a.txt", PROSE), (link, "/etc/passwd")])


def word(body, extra=""):
    """A Word file with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?>{extra}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped([("[Content_Types].xml", types), ("word/document.xml", document)])


def laughs():
    """Entities of entities of entities."""
    lines = ['<!DOCTYPE w [<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)]
    return "".join(lines) + "]>"


def compound(stream):
    """An OLE file with a stream of this name, as Word makes them when a document is locked by a password."""
    def entry(name, kind, child=0xFFFFFFFF):
        encoded = (name + "\0").encode("utf-16-le")
        return struct.pack("<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, b"", 0, 0, 0, 0xFFFFFFFE, 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = entry("Root Entry", 5, 1) + entry(stream, 2) + bytes(256)
    return head.ljust(512, b"\0") + fat + directory


def pdf(objects, trailer=""):
    """A PDF of these objects, the first of them its root."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer.encode(), start)
    return bytes(out)


def pdf_page(content, extra=b""):
    """A PDF of one page with this stream of content."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n" % (len(content), extra) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


SHOWN = b"BT /F1 12 Tf 72 720 Td (The tower is safe, Ann Lee said on Monday.) Tj ET"


def looping_pdf():
    """A tree of pages that leads back to its root."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])


def pdf_bomb():
    """A page whose stream is a gibibyte of spaces, packed twice."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    return pdf(pdf_page(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]"))


def locked_pdf():
    """A PDF that asks for a password."""
    lock = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + "11" * 32 + "> /U <" + "22" * 32 + "> >>"
    return pdf(pdf_page(SHOWN), lock)


def sheet_bomb():
    """A workbook whose sheet is a gibibyte of white space."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{space}" xmlns:r="{links}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{space}"><sheetData>'.encode())
            for _ in range(1024):
                sheet.write(b" " * (1 << 20))
            sheet.write(b"</sheetData></worksheet>")
    return out.getvalue()


def warc():
    """A record that claims to be longer than the file."""
    return b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"


def mail():
    """Parts within parts, 5,000 deep."""
    head = "From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Fri, 2 May 2025 10:00:00 +0000\nMIME-Version: 1.0\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5000))
    return (head + parts + "Content-Type: text/plain\n\n" + PROSE).encode()


# Name, content (bytes or a function), the statuses that will do. `None` as content: made by hand below.
CASES = [
    ("wrong/pdf.txt", lambda: pdf(pdf_page(SHOWN)), {"ok"}),
    ("wrong/word.pdf", lambda: word(f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>"), {"ok"}),
    ("wrong/page.txt", lambda: f"<!DOCTYPE html><html><body><article><p>{PROSE * 5}</p></article></body></html>".encode(), {"ok"}),
    ("wrong/text.docx", PROSE.encode(), {"ok"}),
    ("wrong/binary.txt", bytes(range(256)) * 20, {"corrupt"}),
    ("wrong/picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, {"unsupported"}),
    ("zip/bomb.zip", zip_bomb, {"too_large"}),
    ("zip/in-a-zip.zip", lambda: zipped([("inner.zip", zipped([("a.txt", PROSE)]))]), {"unsupported"}),
    ("zip/climbing.zip", lambda: zipped([("../../../tmp/climbed.txt", PROSE)]), {"ok"}),
    ("zip/linking.zip", linking_zip, {"ok", "unsupported"}),
    ("zip/locked.zip", encrypted_zip, {"encrypted"}),
    ("zip/cut.zip", lambda: zipped([("a.txt", PROSE * 50)])[:-40], {"corrupt"}),
    ("zip/bomb.docx", lambda: word("<w:p><w:r><w:t>" + " " * (300 << 20) + "</w:t></w:r></w:p>"), {"too_large"}),
    ("zip/bomb.xlsx", sheet_bomb, {"too_large"}),
    ("gzip/bomb.txt.gz", lambda: gzip.compress(bytes(1 << 30)), {"too_large", "corrupt"}),
    ("gzip/cut.jsonl.gz", lambda: gzip.compress(b'{"text": "The tower is safe, Ann Lee said."}\n' * 999)[:-9], {"ok", "duplicate", "corrupt"}),
    ("gzip/twice.gz", lambda: gzip.compress(gzip.compress(PROSE.encode())), {"unsupported"}),
    ("html/deep.html", lambda: ("<div>" * 100_000 + PROSE + "</div>" * 100_000).encode(), {"ok", "no_text"}),
    ("html/unclosed.html", lambda: ("<html><body>" + "<b><i><p>" * 100_000 + PROSE).encode(), {"ok", "no_text"}),
    ("html/attributes.html", lambda: ("<html><body><p " + " ".join(f"a{n}=1" for n in range(900_000)) + f">{PROSE}</p>").encode(), {"ok", "no_text"}),
    ("html/picture-inside.html", lambda: f"<html><body><article><img src='data:image/png;base64,{'A' * (20 << 20)}'><p>{PROSE * 5}</p></article>".encode(), {"ok"}),
    ("word/deep.docx", lambda: word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), {"corrupt", "empty", "no_text", "too_large"}),
    ("word/entities.docx", lambda: word("<w:p><w:r><w:t>&a10;</w:t></w:r></w:p>", laughs()), {"corrupt"}),
    ("word/locked.docx", lambda: compound("EncryptedPackage"), {"encrypted"}),
    ("word/old.doc", lambda: compound("WordDocument"), {"unsupported"}),
    ("word/cut.docx", lambda: word(f"<w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p>")[:-30], {"corrupt"}),
    ("rtf/deep.rtf", lambda: b"{\\rtf1 " + b"{" * 1_000_000, {"corrupt", "empty"}),
    ("rtf/cut.rtf", lambda: b"{\\rtf1\\ansi The tower is safe, Ann Lee said.\\par {\\b Nobody", {"ok"}),
    ("pdf/looping.pdf", looping_pdf, {"corrupt", "no_text", "too_slow", "too_large"}),
    ("pdf/bomb.pdf", pdf_bomb, {"corrupt", "no_text", "too_slow", "too_large"}),
    ("pdf/locked.pdf", locked_pdf, {"encrypted"}),
    ("pdf/cut.pdf", lambda: pdf(pdf_page(SHOWN))[:300], {"corrupt", "no_text", "ok"}),
    ("pdf/deep.pdf", lambda: pdf([b"<< /Type /Catalog /Pages " + b"[" * 500_000 + b"] >>"]), {"corrupt", "no_text"}),
    ("json/deep.json", lambda: b"[" * 1_000_000, {"corrupt"}),
    ("json/cut.json", b'[{"text": "The tower is safe, Ann Lee said."}, {"text": "Nobody', {"corrupt"}),
    ("table/open-quote.csv", lambda: b'title,text\nOne,"The tower is safe, Ann Lee said.\n' + b"Two,Nobody asked.\n" * 600_000, {"too_large", "corrupt"}),
    ("mail/deep.eml", mail, {"ok", "empty", "no_text", "corrupt", "unsupported"}),
    ("warc/cut.warc", warc, {"corrupt"}),
    ("large/file.txt", None, {"too_large"}),
    ("large/file.html", None, {"too_large"}),
    ("large/line.jsonl", None, {"too_large"}),
    ("odd/a\nline.txt", PROSE.encode(), {"ok"}),
    ("odd/\x1b[31mred.txt", PROSE.encode(), {"ok"}),
    ("odd/pipe.txt", None, {"unsupported"}),
    ("odd/loop", None, {"unsupported"}),
]


def place(folder, name):
    """The folder of a file: one for each, so that each can be run alone, and is found in a folder and not named."""
    return folder / name.replace("/", "-").replace("\n", "_").replace("\x1b", "_")


def make(folder):
    """Writes the files."""
    for name, content, _ in CASES:
        file = place(folder, name) / name.split("/", 1)[1]
        file.parent.mkdir()
        if name == "large/line.jsonl":
            with open(file, "wb") as out:
                out.write(b'{"text": "')
                for _ in range(1024):
                    out.write(b"a" * (1 << 20))
        elif name.startswith("large/"):
            with open(file, "wb") as out:
                out.write(PROSE.encode())
                out.truncate(1 << 30)
        elif name == "odd/pipe.txt":
            os.mkfifo(file)
        elif name == "odd/loop":
            file.symlink_to(file.parent)
        else:
            file.write_bytes(content() if callable(content) else content)


def main():
    program = os.path.abspath(sys.argv[1])
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "in").mkdir()
        # In a process of its own: what it takes to make a bomb would count as memory of the programs that follow.
        subprocess.run([sys.executable, __file__, "--make", str(scratch / "in")], check=True)
        print(f"{'file':28} {'status':22} {'seconds':>8} {'MiB':>6}  message")
        for number, (name, _, expected) in enumerate(CASES):
            folder = place(scratch / "in", name)
            output = scratch / f"out{number}"
            begun = time.monotonic()
            run = subprocess.Popen([program, "extract", "--quiet", "-o", str(output), str(folder)], stderr=subprocess.PIPE)
            errors = run.stderr.read().decode(errors="replace")
            _, _, usage = os.wait4(run.pid, 0)
            seconds, memory = time.monotonic() - begun, usage.ru_maxrss / 1024
            rows = []
            if (output / "documents.csv").exists():
                with open(output / "documents.csv", encoding="utf-8-sig", newline="") as file:
                    rows = list(csv.DictReader(file))
            statuses = {row["status"] for row in rows}
            shown = ", ".join(sorted(statuses)) or f"no table ({errors.strip()[:60]})"
            message = next((row["message"] for row in rows if row["message"]), "")
            good = statuses and statuses <= expected and seconds < 60 and memory < 2048
            if any(ord(c) < 32 for row in rows for c in row["path"]):
                good, message = False, "control characters in the path"
            wrong += not good
            print(f"{ascii(name)[1:-1]:28} {shown:22} {seconds:8.2f} {memory:6.0f}  {'' if good else 'WRONG: '}{message}")
    if pathlib.Path("/tmp/climbed.txt").exists():
        print("WRONG: an archive wrote outside of its place")
        wrong += 1
    print(f"{len(CASES)} hostile files, {wrong} not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(pathlib.Path(sys.argv[2]))
    else:
        sys.exit(main())
