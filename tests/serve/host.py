"""host.py - `zhbook serve` as a test holds it, and requests byte by byte."""
import os, re, signal, socket, subprocess, time
import suite


class Host:
    """The program at a port of its own; .port, .base and .home (what it runs in)."""

    def __init__(self, home, *args, env=None, folder="www", port="0", before=(), wait=True):
        full = dict(os.environ, **(env or {}))
        self.run = subprocess.Popen([*before, suite.ZHBOOK, "serve", "--port", port, "--dir", folder, *args], cwd=home,
                                    env=full, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.said = self.run.stdout.readline().decode() if wait else ""
        found = re.match(r"http://(\[.*\]|[^:/]+):(\d+)/$", self.said.strip())
        self.host, self.port = (found[1].strip("[]"), int(found[2])) if found else ("", 0)
        self.base = self.said.strip()

    def line(self):
        return socket.create_connection((self.host, self.port), 20)

    def raw(self, data, shut=False):
        """All that comes back for these bytes, until the server ends or is silent."""
        out = b""
        with self.line() as s:
            s.settimeout(2)
            try:
                s.sendall(data)
                if shut:
                    s.shutdown(socket.SHUT_WR)
                while True:
                    part = s.recv(65536)
                    if not part:
                        return out
                    out += part
            except (socket.timeout, OSError):
                return out

    def ask(self, path, method="GET", version="1.1", **headers):
        """(status, {header: value}, body) of one request."""
        with self.line() as s:
            s.sendall(request(path, method, version, **headers))
            return answer(s.makefile("rb"), method)

    def files(self):
        """Open descriptors; None if only root may see them: the process hides its memory, and so this."""
        try:
            return len(os.listdir(f"/proc/{self.run.pid}/fd"))
        except PermissionError:
            return None

    def memory(self):
        """Bytes resident."""
        return int(open(f"/proc/{self.run.pid}/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def end(self, how=signal.SIGTERM, seconds=20):
        """Exit status and what it said; "alive" if it does not go."""
        self.run.send_signal(how)
        try:
            out, err = self.run.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.run.kill()
            return "alive", ""
        return self.run.returncode, (out + err).decode()


def request(path, method="GET", version="1.1", **headers):
    lines = [f"{method} {path} HTTP/{version}", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer(f, method="GET"):
    """The next answer of a stream; status 0 if there is none."""
    first = f.readline().split()
    if len(first) < 2:
        return 0, {}, b""
    headers = {}
    while (line := f.readline().strip()):
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    status = int(first[1])
    bare = method == "HEAD" or status in (204, 304)
    return status, headers, b"" if bare else f.read(int(headers.get("content-length", 0)))


def until(claim, seconds=10):
    end = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
