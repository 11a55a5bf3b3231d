"""server.py - servers of mail on 127.0.0.1: a sound one (aiosmtpd), one that fails as it is told."""
import logging, os, socket, ssl, subprocess, threading, time, warnings


def authority(work):
    """A test CA and a certificate for localhost: (ca, context of a server)."""
    def run(*args):
        subprocess.run(["openssl", *args], cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj",
        "/CN=test authority", "-addext", "basicConstraints=critical,CA:TRUE")
    run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "srv.key", "-out", "srv.csr", "-subj", "/CN=localhost")
    with open(f"{work}/ext", "w") as f:
        f.write("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    run("x509", "-req", "-in", "srv.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "srv.pem",
        "-days", "2", "-extfile", "ext")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{work}/srv.pem", f"{work}/srv.key")
    return f"{work}/ca.pem", context


def sound(context=None, implicit=False, user=b"", password=b"", size=60 << 20):
    """aiosmtpd: (controller, list of messages).  A message is (from, to, bytes, login)."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult
    logging.disable(logging.CRITICAL)  # it tells of every client that hangs up
    warnings.simplefilter("ignore")
    kept = []

    class Keep:
        async def handle_DATA(self, server, session, envelope):
            kept.append((envelope.mail_from, envelope.rcpt_tos, envelope.content, session.authenticated))
            return "250 2.0.0 kept"

        async def auth_XOAUTH2(self, server, args):
            return AuthResult(success=False)

    def judge(server, session, envelope, mechanism, data):
        return AuthResult(success=data.login == user and data.password == password, handled=False)

    class Sound(Controller):
        def factory(self):
            return SMTP(self.handler, data_size_limit=size, tls_context=None if implicit else context,
                        require_starttls=bool(context and not implicit), authenticator=judge if user else None,
                        auth_required=bool(user), auth_require_tls=bool(context and not implicit), hostname="test")

    c = Sound(Keep(), hostname="127.0.0.1", port=free_port(), ssl_context=context if implicit else None)
    c.start()
    return c, kept


def free_port():
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    port = s.getsockname()[1]
    s.close()
    return port


class Faulty:
    """A server that answers with `faults[phase]`, a list used up one by one: "451 text", "drop", "hang".

    Phases: banner, ehlo, starttls, auth, mail, rcpt, data, body (in the midst of it), end.
    """

    def __init__(self, **faults):
        self.faults = {k: list(v) for k, v in faults.items()}
        self.log, self.kept, self.logins, self.lock = [], [], [], threading.Lock()
        self.extensions = ["SIZE 60000000", "AUTH PLAIN LOGIN XOAUTH2", "8BITMIME"]
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                one, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(one,), daemon=True).start()

    def close(self):
        self.socket.close()

    def fault(self, phase):
        with self.lock:
            left = self.faults.get(phase)
            return left.pop(0) if left else None

    def answer(self, one, phase, usual):
        """False: the talk is over."""
        say = self.fault(phase) or usual
        if say == "hang":
            time.sleep(30)
            return False
        if say == "drop":
            one.close()
            return False
        one.sendall((say + "\r\n").encode())
        return say[0] in "23"

    def talk(self, one):
        try:
            self.dialogue(one)
        except (OSError, ValueError):
            pass
        finally:
            one.close()

    def dialogue(self, one):
        lines = one.makefile("rb")
        if not self.answer(one, "banner", "220 test ESMTP"):
            return
        for line in lines:
            word = line.split()[0].upper().decode() if line.split() else ""
            with self.lock:
                self.log.append(line.decode("utf-8", "replace").rstrip("\r\n"))
            if word in ("EHLO", "HELO"):
                rest = ["250-test", *("250-" + e for e in self.extensions[:-1]), "250 " + self.extensions[-1]]
                if not self.answer(one, "ehlo", "\r\n".join(rest)):
                    return
            elif word == "AUTH":
                said = line.split()[2:]
                while len(said) < (2 if b"LOGIN" in line else 1):
                    one.sendall(b"334 \r\n")
                    said.append(lines.readline().strip())
                with self.lock:
                    self.logins.append(said)
                self.answer(one, "auth", "235 2.7.0 welcome")
            elif word == "MAIL":
                self.answer(one, "mail", "250 ok")
            elif word == "RCPT":
                self.answer(one, "rcpt", "250 ok")
            elif word == "DATA":
                if self.answer(one, "data", "354 go on") and not self.body(one, lines):
                    return
            elif word == "QUIT":
                one.sendall(b"221 bye\r\n")
                return
            elif word in ("RSET", "NOOP"):
                one.sendall(b"250 ok\r\n")
            else:
                one.sendall(b"502 no such command\r\n")

    def body(self, one, lines):
        fault = self.fault("body")
        text = []
        for i, line in enumerate(lines):
            if fault == "drop" and i == 40:
                one.close()
                return False
            if line == b".\r\n":
                break
            text.append(line[1:] if line.startswith(b"..") else line)
        else:
            return False
        say = self.faults.get("end", [None])[0] if self.faults.get("end") else None
        if say in (None, "drop") or say[0] == "2":  # a server that drops here may have kept it
            with self.lock:
                self.kept.append(b"".join(text))
        return self.answer(one, "end", "250 2.0.0 kept") or say and say[0] in "45"


class Dav:
    """nginx with its WebDAV module, over TLS with a password; `root` is what it serves."""

    def __init__(self, work, binary="nginx"):
        self.root, self.port = f"{work}/dav", free_port()
        for name in ("dav", "tmp", "logs"):
            os.makedirs(f"{work}/{name}", exist_ok=True)
        with open(f"{work}/htpasswd", "w") as f:
            f.write("me:{PLAIN}pass word\n")
        os.chmod(work, 0o755)
        with open(f"{work}/nginx.conf", "w") as f:
            f.write(f"""
daemon off; master_process off; pid {work}/nginx.pid; error_log {work}/logs/error; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log {work}/logs/access; client_body_temp_path {work}/tmp; proxy_temp_path {work}/tmp; fastcgi_temp_path {work}/tmp;
  uwsgi_temp_path {work}/tmp; scgi_temp_path {work}/tmp; client_max_body_size 100m;
  server {{
    listen 127.0.0.1:{self.port} ssl; ssl_certificate {work}/srv.pem; ssl_certificate_key {work}/srv.key;
    root {self.root}; auth_basic books; auth_basic_user_file {work}/htpasswd;
    location / {{ dav_methods PUT DELETE MKCOL MOVE; create_full_put_path off; }}
    location /readonly/ {{ limit_except GET {{ deny all; }} }}
    location /full/ {{ if ($request_method = PUT) {{ return 507; }} }}
    location /nomove/ {{ dav_methods PUT DELETE; }}
  }}
}}
""")
        self.log = f"{work}/logs/access"
        self.process = subprocess.Popen([binary, "-c", f"{work}/nginx.conf", "-p", work, "-e", f"{work}/logs/error"],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(self.process.stderr.read())

    def close(self):
        self.process.terminate()
        self.process.wait()
