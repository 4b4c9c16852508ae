#!/usr/bin/env python3
"""Archives as other programs write them, good and hostile, into a folder.

archives.py FOLDER: the members are made here; nothing is unpacked anywhere.
Closed by construction: what each one must give stands in test_archives.sh.
"""
import io
import os
import struct
import sys
import tarfile
import warnings
import zipfile
import zlib

folder = sys.argv[1]
TIES = "source,target\na,b\nb,c\nc,a\nc,d\n"
MORE = "source,target\nd,e\ne,f\n"
NAMES = "account,name\na,Ada\nb,Bo\n"
GOOD = [("x/ties.csv", TIES), ("x/more.csv", MORE), ("x/names.csv", NAMES),
        ("x/photo.jpg", "\xff\xd8")]


def path(name):
    return os.path.join(folder, name)


def put(name, data):
    with open(path(name), "wb") as out:
        out.write(data)


def zipped(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as z:
        for name, text in members:
            z.writestr(name, text)
    return bytearray(out.getvalue())


def tarred(members, mode="w", form=tarfile.PAX_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as t:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else (
                tarfile.TarInfo(name))
            data = data.encode() if isinstance(data, str) else data
            if info.type == tarfile.REGTYPE:
                info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return bytearray(out.getvalue())


def special(name, kind, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def good():
    put("good.zip", zipped(GOOD))
    put("turned.zip", zipped(GOOD[::-1]))
    put("good.tar", tarred(GOOD))
    put("v7.tar", tarred(GOOD, form=tarfile.USTAR_FORMAT))
    put("gnu.tar", tarred(GOOD, form=tarfile.GNU_FORMAT))
    put("good.tar.gz", tarred(GOOD, "w:gz"))
    put("nested.zip", zipped([("deep/in.zip", bytes(zipped(GOOD)))]))
    put("nested.tar", tarred([("in.tgz", tarred(GOOD, "w:gz"))]))
    put("no-extension", zipped(GOOD))
    put("plain.zip.csv", TIES.encode())
    os.mkdir(path("folder"))
    put("folder/a.zip", zipped(GOOD[:1]))
    put("folder/b.csv", MORE.encode())
    stream = Stream()                   # sizes behind the data, as in a pipe
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in GOOD:
            z.writestr(name, text)
    put("streamed.zip", stream.data)


def team():
    """LinkedIn archives of three, and all three in one: invented people."""
    head = ("Notes:\n\"...\"\n\nFirst Name,Last Name,URL,Email Address,Company,"
            "Position,Connected On\n")
    said = ("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,"
            "RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n")
    link = "https://www.linkedin.com/in/"
    all_of_them = []
    for k, owner in enumerate(("ada", "bo", "cy")):
        others = ("dee", "eli", "fay", "gus")[k:k + 2]
        ties = head + "".join("%s,Test,%s%s,,Firm,Buyer,05 Sep 2025\n"
                              % (o.title(), link, o) for o in others)
        mail = said + "".join(
            "c%d,,%s Test,%s%s,%s Test,%s%s,2026-01-0%d 21:20:46 UTC,,hello?,"
            "SENT\n" % (i, owner.title(), link, owner, o.title(), link, o,
                        i + 1) for i, o in enumerate(others))
        data = zipped([("Connections.csv", ties), ("messages.csv", mail),
                       ("Ad_Targeting.csv", "Member Age\n30\n")])
        put("%s.zip" % owner, data)
        all_of_them.append(("of/%s.zip" % owner, bytes(data)))
    put("team.zip", zipped(all_of_them))


class Stream(io.RawIOBase):
    """Can only be written, not rewound: zipfile then adds descriptors."""

    def __init__(self):
        super().__init__()
        self.data = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def names():
    """Names that want out, links, devices, control characters."""
    put("names.tar", tarred([
        ("../../up.csv", TIES), ("/abs.csv", TIES), ("ok/../../x.csv", TIES),
        (special("link.csv", tarfile.SYMTYPE, "/etc/passwd"), b""),
        (special("hard.csv", tarfile.LNKTYPE, "ok.csv"), b""),
        (special("pipe.csv", tarfile.FIFOTYPE), b""),
        (special("dev.csv", tarfile.CHRTYPE), b""),
        ("ok.csv", TIES)]))
    link = zipfile.ZipInfo("link.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    put("names.zip", zipped([("..\\up.csv", TIES), ("../up.csv", TIES),
                             (link, "/etc/passwd"), ("ok.csv", TIES)]))
    put("odd.zip", zipped([
        ("esc\x1b]0;owned\x07\x1b[31m.csv", TIES),
        ("bidi\u202egpj.csv", MORE), ("\u00e9t\u00e9.csv", MORE)]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        put("twice.zip", zipped([("t.csv", TIES), ("t.csv", MORE)]))


def damaged():
    whole = zipped(GOOD)
    put("cut.zip", whole[:len(whole) * 2 // 3])
    put("cut.tar.gz", tarred(GOOD, "w:gz")[:-30])
    tar = tarred(GOOD)
    put("cut-inside.tar", tar[:700])
    put("cut-between.tar", tar[:1024])
    gz = tarred(GOOD, "w:gz")
    gz[-8] ^= 1
    put("sum.tar.gz", gz)
    for at in range(len(whole) - 4):
        if whole[at:at + 4] == b"PK\1\2":
            whole[at + 16] ^= 1
        if whole[at:at + 4] == b"PK\3\4":
            whole[at + 14] ^= 1
    put("sum.zip", whole)
    put("sum-inside.zip", zipped([("ok.csv", TIES), ("in.zip", bytes(whole))]))


def encrypted():
    """The classic encryption of zip, bit 0 of the flags: not its content."""
    data = zipped([("secret.csv", TIES)])
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    put("secret.zip", data)
    half = zipped([("a.csv", TIES), ("secret.csv", MORE)])
    last = half.rindex(b"PK\1\2")
    half[last + 8] |= 1
    half[struct.unpack("<I", half[last + 42:last + 46])[0] + 6] |= 1
    put("half-secret.zip", half)


def bombs():
    row = b"a,b\n" * (1 << 18)          # 1 MiB
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        with z.open("ratio.csv", "w", force_zip64=True) as member:
            member.write(b"source,target\n")
            for _ in range(80):
                member.write(row)
    put("ratio.zip", out.getvalue())
    overlapping()
    quine = zipped(GOOD)
    for _ in range(4):
        quine = zipped([("again.zip", bytes(quine)), ("t.csv", TIES)])
    put("depth.zip", quine)
    sparse = tarfile.TarInfo("sparse.csv")
    sparse.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1",
                          "GNU.sparse.name": "sparse.csv",
                          "GNU.sparse.size": str(1 << 40),
                          "GNU.sparse.map": "0,%d" % (len(TIES))}
    put("sparse.tar", tarred([(sparse, TIES)]))


def overlapping():
    """One kernel of 16 MiB under 100 names (D. Fifield, "A better zip bomb",
    2019, without the quoting): 1.6 GiB out of 20 KB, or once 16 MiB."""
    text = b"source,target\n" + b"a,b\n" * (1 << 22)
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = pack.compress(text) + pack.flush()
    crc = zlib.crc32(text)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc,
                        len(body), len(text), 5, 0) + b"x.csv"
    entries = b""
    for k in range(100):
        name = b"%03d.csv" % k
        entries += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8,
                               0, 0, crc, len(body), len(text), len(name), 0,
                               0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 100, 100, len(entries),
                      len(local) + len(body), 0)
    put("overlap.zip", local + body + entries + end)


def many():
    """More members than an archive may list, of no byte each."""
    local, central = bytearray(), bytearray()
    count = 200001
    for k in range(count):
        name = b"%06d" % k
        at = len(local)
        local += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0,
                             0, len(name), 0) + name
        central += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0,
                               0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0,
                               at) + name
    here = len(local) + len(central)
    end = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count,
                      count, len(central), len(local))
    end += struct.pack("<4sIQI", b"PK\6\7", 0, here, 1)
    end += struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 65535, 65535,
                       len(central), len(local), 0)
    put("many.zip", local + central + end)


def useless():
    put("useless.zip", zipped([("photo.jpg", "x"), ("note.pdf", "y")]))
    put("empty.zip", zipped([]))
    put("book.xlsx", zipped([("[Content_Types].xml", "<x/>"),
                             ("xl/sheet.xml", "<y/>")]))


for make in (good, team, names, damaged, encrypted, bombs, many, useless):
    make()
