"""suite.py - what the script suites share: counting, running, finding.

A suite prints "NAME: N passed, N failed" last, and exits 1 if one failed;
tests/all adds them up.
"""
import hashlib, importlib.machinery, importlib.util, os, subprocess, sys, zipfile

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), ".."))
ZHBOOK = os.path.realpath(os.path.join(ROOT, os.environ.get("ZHBOOK", "build/release/zhbook")))
CORPUS = os.path.join(ROOT, "../shared/corpus")
BUILD = os.path.join(ROOT, "build")
EXIT = {"done": 0, "content": 1, "usage": 2, "config": 3, "nothing": 4, "system": 5, "limit": 6, "strict": 7, "network": 8,
        "send": 9, "state": 10}


class Suite:
    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0
        if not os.access(ZHBOOK, os.X_OK):
            sys.exit(f"{name}: there is no {os.path.relpath(ZHBOOK, ROOT)}; run `make`")

    def check(self, ok, what, detail=""):
        """Count one claim; say it only if it is false."""
        if ok:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{self.name}: not so: {what}")
            for line in str(detail).splitlines()[:40]:
                print("    " + line)
            sys.stdout.flush()
        return bool(ok)

    def skip(self, what):
        self.skipped += 1
        print(f"{self.name}: skipped: {what}", flush=True)

    def done(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed"
              + (f", {self.skipped} skipped" if self.skipped else ""), flush=True)
        sys.exit(1 if self.failed else 0)


def zhbook(*args, cwd=None, env=None, before=(), **more):
    """Run the program; .out and .err are text.  `before` stands in front of it."""
    full = dict(os.environ, **(env or {}))
    full.setdefault("XDG_CACHE_HOME", os.path.join(BUILD, "test-cache"))
    run = subprocess.run([*before, ZHBOOK, *map(str, args)], cwd=cwd, env=full, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    run.out = run.stdout.decode("utf-8", "replace")
    run.err = run.stderr.decode("utf-8", "replace")
    return run


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def listing(path):
    """One line an entry: name, bytes, SHA-256, in the order of the container."""
    with zipfile.ZipFile(path) as z:
        return "".join(f"{i.filename} {i.file_size} {hashlib.sha256(z.read(i)).hexdigest()}\n"
                       for i in z.infolist())


def books_in(folder):
    return sorted(os.path.join(at, f) for at, _, files in os.walk(folder) for f in files if f.endswith(".epub"))


def module(path):
    """A script without .py as a module."""
    loader = importlib.machinery.SourceFileLoader(os.path.basename(path) + "_script", path)
    made = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(made)
    return made


epubcheck = module(os.path.join(ROOT, "tests/epubcheck/run"))
