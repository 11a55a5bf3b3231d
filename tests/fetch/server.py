"""server.py - pictures as the web serves them: from 127.0.0.1 and its neighbours only.

What a path gets is its first part: see Handler.answers.  The server counts requests and
connections, and how many of them a host has at once.
"""
import collections, gzip, http.server, socket, struct, threading, time, urllib.parse, zlib


def png(word, w=2, h=2):
    """A picture that no other word has."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x10\x80\xf0" * w) * h
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"word\0" + word.encode()) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Web:
    """Servers at several addresses with one memory."""

    def __init__(self, addresses=("127.0.0.1",)):
        self.lock = threading.Lock()
        self.forget()
        self.versions = collections.defaultdict(str)  # path: what makes its picture another one
        self.pause = 0
        self.servers = {}
        for address in addresses:
            handler = type("H", (Handler,), {"web": self})
            server = Server((address, 0), handler)
            self.servers[address] = server
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def forget(self):
        with self.lock:
            self.asked = collections.Counter()     # path: requests
            self.heads = collections.defaultdict(list)  # path: their heads
            self.now = collections.Counter()       # host: requests at this moment
            self.most = collections.Counter()      # host: ... at most, "" for all
            self.connections = 0

    def base(self, address="127.0.0.1"):
        return f"http://{address}:{self.servers[address].server_address[1]}"

    def close(self):
        for server in self.servers.values():
            server.shutdown()
            server.server_close()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client):
        pass  # whoever hangs up has his reasons


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def setup(self):
        super().setup()
        with self.web.lock:
            self.web.connections += 1

    def send(self, body, status=200, **head):
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **head}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        web, host = self.web, self.headers.get("Host", "")
        path = self.path  # whole, if it is asked as a proxy
        with web.lock:
            web.asked[path] += 1
            web.heads[path].append(dict(self.headers))
            for name in (host, ""):
                web.now[name] += 1
                web.most[name] = max(web.most[name], web.now[name])
        try:
            if web.pause:
                time.sleep(web.pause)
            url = urllib.parse.urlsplit(path)
            first, _, rest = url.path.lstrip("/").partition("/")
            kind = url.netloc.partition(":")[0] if path.startswith("http") else first
            self.answers.get(kind, Handler.picture)(self, rest, url)
        finally:
            with web.lock:
                web.now[host] -= 1
                web.now[""] -= 1

    def body(self):
        return png(self.path + self.web.versions[self.path])

    def picture(self, rest, url):
        self.send(self.body())

    def status(self, rest, url):
        self.send(b"<html>no</html>", int(rest.split("/")[0]))

    def busy(self, rest, url):
        """/busy/SECONDS/N: 429 once, then the picture."""
        if self.web.asked[self.path] == 1:
            self.send(b"", 429, Retry_After=rest.split("/")[0])
        else:
            self.send(self.body())

    def closed(self, rest, url):
        self.send(b"", 503, Retry_After=time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 7200)))

    def flaky(self, rest, url):
        """/flaky/TIMES/N: so often 500, then the picture."""
        if self.web.asked[self.path] <= int(rest.split("/")[0]):
            self.send(b"", 500)
        else:
            self.send(self.body())

    def referred(self, rest, url):
        """Only for those who come from the page in the query."""
        good = self.headers.get("Referer", "") == urllib.parse.unquote(url.query)
        self.send(self.body() if good else b"", 200 if good else 403)

    def fat(self, rest, url):
        self.send(png(self.path * 2000))

    def html(self, rest, url):
        self.send(b"<!DOCTYPE html><html><p>not a picture", Content_Type="image/jpeg")

    def drip(self, rest, url):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for byte in png("drip") * 100:
            self.wfile.write(bytes([byte]))
            time.sleep(0.2)

    def silent(self, rest, url):
        time.sleep(30)

    def endless(self, rest, url):
        """Chunks without end; with /endless/length, behind a length that is far too large."""
        self.send_response(200)
        chunked = rest != "length"
        self.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(1 << 40))))
        self.end_headers()
        piece = bytes(1 << 20)
        self.wfile.write(b"8\r\n\x89PNG\r\n\x1a\n\r\n" if chunked else b"\x89PNG\r\n\x1a\n")
        for _ in range(80):
            self.wfile.write(b"100000\r\n" + piece + b"\r\n" if chunked else piece)
        self.close_connection = True

    def short(self, rest, url):
        """Half of what was promised; always, or but the first time."""
        body = self.body()
        whole = rest.startswith("once") and self.web.asked[self.path] > 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if whole else body[:len(body) // 2])
        self.close_connection = not whole

    def to(self, rest, url):
        self.send(b"", 302, Location=urllib.parse.unquote(url.query))

    def hops(self, rest, url):
        left, _, word = rest.partition("/")
        if left == "0":
            self.send(self.body())
        else:
            self.send(b"", 307, Location=f"/hops/{int(left) - 1}/{word}")

    def zipped(self, rest, url):
        self.send(gzip.compress(self.body()), Content_Encoding="gzip")

    def bomb(self, rest, url):
        made = zlib.compressobj(9, zlib.DEFLATED, 31)
        body = made.compress(b"\x89PNG\r\n\x1a\n")
        for _ in range(60):
            body += made.compress(bytes(1 << 20))
        self.send(body + made.flush(), Content_Encoding="gzip")

    def tagged(self, rest, url):
        """With an ETag, or a date."""
        tag = f'"{zlib.crc32(self.body()):08x}"'
        date = "Sun, 06 Nov 1994 08:49:37 GMT"
        name, value = ("ETag", tag) if rest.startswith("etag") else ("Last-Modified", date)
        asked = self.headers.get("If-None-Match" if name == "ETag" else "If-Modified-Since")
        if asked == value:
            self.send_response(304)
            self.send_header(name, value)
            self.end_headers()
        else:
            self.send(self.body(), **{name.replace("-", "_"): value})

    def garbage(self, rest, url):
        """No HTTP; always, or but the first time."""
        if rest.startswith("once") and self.web.asked[self.path] > 1:
            return self.send(self.body())
        self.wfile.write(b"\0\1\2 this is not HTTP\r\n\r\n")
        self.close_connection = True

    def zhihu(self, rest, url):
        """As a proxy: one of Zhihu's hosts does not have it."""
        self.send(b"", 404)

    def original(self, rest, url):
        """As a proxy: one of Zhihu's hosts has but the original."""
        self.send(*((self.body(), 200) if "_r." in self.path else (b"", 410)))

    answers = {"status": status, "busy": busy, "closed": closed, "flaky": flaky, "referred": referred, "fat": fat, "html": html,
               "drip": drip, "silent": silent, "endless": endless, "short": short, "to": to, "hops": hops,
               "zipped": zipped, "bomb": bomb, "tagged": tagged, "garbage": garbage, "pic1.zhimg.com": zhihu,
               "pic4.zhimg.com": original, "pica.zhimg.com": original, "picx.zhimg.com": original}


def refused_port():
    """A port of this machine where nobody listens."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
