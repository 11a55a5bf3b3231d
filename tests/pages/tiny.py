"""tiny.py - small books written by hand, each wrong in the way that a test is there to see."""
import zipfile

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:6d5f1a0e-0000-4000-8000-000000000000</dc:identifier>
<dc:title>样本</dc:title><dc:language>zh-CN</dc:language><meta property="dcterms:modified">2022-02-22T00:00:00Z</meta>
</metadata><manifest>%s</manifest><spine>%s</spine></package>
"""
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">
<head><title>样本</title><style>%s</style></head>
<body>%s</body></html>
"""
TYPES = {"png": "image/png", "jpg": "image/jpeg", "ttf": "font/ttf", "xhtml": "application/xhtml+xml"}


def write(path, pages, css="", files=()):
    """A book of `pages`, a body each, all with `css`; `files` are (name, bytes)."""
    items = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = ""
    for n in range(len(pages)):
        items += f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>'
        spine += f'<itemref idref="p{n}"/>'
    for n, (name, _) in enumerate(files):
        items += f'<item id="f{n}" href="{name}" media-type="{TYPES[name.rsplit(".", 1)[1]]}"/>'
    links = "".join(f'<li><a href="p{n}.xhtml">{n + 1}</a></li>' for n in range(len(pages)))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        z.writestr("META-INF/container.xml", CONTAINER)
        z.writestr("package.opf", PACKAGE % (items, spine))
        z.writestr("nav.xhtml", PAGE % ("", f'<nav epub:type="toc"><ol>{links}</ol></nav>'))
        for n, body in enumerate(pages):
            z.writestr(f"p{n}.xhtml", PAGE % (css, body))
        for name, data in files:
            z.writestr(name, data)
