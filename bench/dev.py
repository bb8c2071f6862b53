#!/usr/bin/env python3
"""Uses `delivery dev` as a developer does, on a sample with a Python service and a Node front end that reload by
themselves and a service compiled from C, and measures what becomes of each change by asking the services.

dev.py [--edits N] [--files N] [--keep]

Goals: an edit of the first two is served within 1 s (median); a dependency change installs again; a Dockerfile change
rebuilds that one alone; the compiled service with a warm cache takes at most 0.2 of its clean build; rename, deletion, a
checkout of many files at once, and an edit made while nothing watched are all right afterwards; a warm start takes at most
1.5 times `docker-compose up -d`. No image is pulled: the base holds this machine's Python, Node and C compiler."""
import argparse
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from replay import DELIVERY, c_file, compiler_tree, docker, main_file, run  # noqa: E402

SERVER_PY = '''import http.server, json, os, pathlib
import words
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        said = {"word": words.WORD, "files": sorted(p.name for p in pathlib.Path("/app/data").glob("*.txt")),
                "installed": open("/deps/installed").read(), "image": open("/image").read()}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *some):
        pass
class Server(http.server.ThreadingHTTPServer):
    allow_reuse_address = True
Server(("", 8080), Answer).serve_forever()
'''
RELOAD_PY = '''import pathlib, subprocess, sys, time
def seen():
    return {str(p): p.stat().st_mtime_ns for p in pathlib.Path("/app").glob("*.py")}
while True:
    before = seen()
    child = subprocess.Popen([sys.executable, "-B", "/app/server.py"])
    while seen() == before and child.poll() is None:
        time.sleep(0.1)
    while child.poll() is not None and seen() == before:
        time.sleep(0.1)
    child.kill()
    child.wait()
'''
API = '''FROM {base}
WORKDIR /app
RUN mkdir -p /deps /app/data
COPY requirements.txt .
RUN cat requirements.txt > /deps/installed
RUN echo one > /image
COPY . .
CMD ["python3", "server.py"]
'''
SERVER_JS = '''const http = require('http'), fs = require('fs');
const words = require('./words.js');
http.createServer((asked, answer) => {
  answer.end(JSON.stringify({ word: words.WORD, files: fs.readdirSync('/web/data').sort(),
    installed: fs.readFileSync('/web/node_modules/installed', 'utf8'), image: fs.readFileSync('/image', 'utf8') }));
}).listen(8080);
'''
RELOAD_JS = '''const { spawn } = require('child_process'), fs = require('fs');
const seen = () => fs.readdirSync('/web').filter((name) => name.endsWith('.js'))
  .map((name) => name + fs.statSync('/web/' + name).mtimeMs).join();
let child, before;
const start = () => { before = seen(); child = spawn(process.execPath, ['server.js'], { stdio: 'inherit' }); };
start();
setInterval(() => { try { if (seen() !== before) { child.once('exit', start); child.kill('SIGKILL'); before = seen(); } } catch (e) { } }, 100);
'''
WEB = '''FROM {base}
WORKDIR /web
COPY package.json .
RUN mkdir -p node_modules && cat package.json > node_modules/installed
RUN echo one > /image
COPY . .
CMD ["node", "server.js"]
'''
CORE = '''FROM {base} AS compile
WORKDIR /src
COPY vendor/ vendor/
RUN cd vendor && for f in *.c; do gcc -O2 -c $f; done
COPY main.c word.h ./
RUN gcc -O2 main.c vendor/*.o -o core
FROM {base}
RUN mkdir /www && echo one > /www/image
COPY --from=compile /src/core /core
CMD ["sh", "-c", "/core > /www/index.html && exec busybox httpd -f -p 8080 -h /www"]
'''


def base_tree(to):
    compiler_tree(to)
    wanted = {os.path.realpath("/usr/bin/python3"), shutil.which("node", path="/usr/bin:/usr/local/bin"), shutil.which("busybox")}
    python = json.loads(run("/usr/bin/python3", "-c", "import sys,sysconfig,json;"
                            "print(json.dumps([sys.version_info[:2],sysconfig.get_path('stdlib')]))"))
    stdlib = pathlib.Path(python[1])
    shutil.copytree(stdlib, to / str(stdlib).lstrip("/"), symlinks=True, ignore=shutil.ignore_patterns(
        "test", "idlelib", "__pycache__", "config-*", "*.a", "lib2to3", "ensurepip", "dist-packages", "site-packages"))
    wanted |= {str(p) for p in (stdlib / "lib-dynload").glob("*.so")}
    for program in list(wanted):
        for line in subprocess.run(["ldd", program], capture_output=True, text=True).stdout.splitlines():
            wanted |= set(re.findall(r"(/\S+)", line.split("=>")[-1]))
    for path in sorted(wanted):
        target = to / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    for name, real in (("python3", os.path.realpath("/usr/bin/python3")), ("node", shutil.which("node", path="/usr/bin:/usr/local/bin")),
                       ("busybox", shutil.which("busybox")), ("sleep", shutil.which("busybox"))):
        link = to / "bin" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.exists() and not link.is_symlink():
            link.symlink_to(real)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Sample:
    def __init__(self, scratch, project, functions):
        self.root, self.project, self.functions = scratch / "repo", project, functions
        self.ports = {name: free_port() for name in ("api", "web", "core")}

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # as editors do: a new file takes the old one's place
        new = file.with_name(f".{file.name}.new")
        new.write_text(text)
        new.replace(file)

    def git(self, *arguments):
        return run("git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", self.root, *arguments)

    def make(self, base):
        for path, text in {
            "api/server.py": SERVER_PY, "api/reload.py": RELOAD_PY, "api/words.py": "WORD = 'begin'\n", "api/data/a.txt": "a",
            "api/requirements.txt": "one==1\n", "api/Dockerfile": API.format(base=base),
            "web/server.js": SERVER_JS, "web/reload.js": RELOAD_JS, "web/words.js": "exports.WORD = 'begin';\n", "web/data/a.txt": "a",
            "web/package.json": '{"name": "web", "dependencies": {"one": "1"}}\n', "web/Dockerfile": WEB.format(base=base),
            "core/Dockerfile": CORE.format(base=base), "core/word.h": '#define WORD "begin"\n',
            "core/vendor/lib.c": c_file("lib", self.functions, 1),
            "core/main.c": main_file([], 0).replace("int main(void){", '#include "word.h"\nint main(void){printf("%s ", WORD);'),
            ".gitignore": "node_modules/\n__pycache__/\n",
            "delivery.yaml": f"""version: 1
project: {self.project}
components:
  api: {{ path: api, image: {{}}, dev: {{ run: [python3, reload.py] }} }}
  web: {{ path: web, image: {{}}, dev: {{ run: [node, reload.js] }} }}
  core:
    path: core
    image: {{}}
    rules: [ {{ match: ["vendor/**"], strategy: DEPENDENCIES, because: "compiled once, below our own" }} ]
""",
            "compose.yaml": "services:\n" + "".join(
                # a first process that ignores the signal to end is waited for, a second: not what is measured
                f"  {name}: {{ build: ./{name}, init: true, ports: ['127.0.0.1:{port}:8080'] }}\n" for name, port in self.ports.items()),
        }.items():
            self.write(path, text)
        run("git", "init", "-q", "-b", "main", self.root)
        self.git("add", "-A")
        self.git("commit", "-qm", "begin")

    def ask(self, name, path=""):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/{path}", timeout=2) as answer:
                text = answer.read().decode()
                return json.loads(text) if text.startswith("{") else text
        except (OSError, ValueError, http.client.HTTPException):  # a server in the middle of being ended
            return None

    def until(self, name, wanted, seconds=240, path=""):
        """Seconds until the service answers as wanted."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            said = self.ask(name, path)
            if said is not None and wanted(said):
                return time.monotonic() - start
            time.sleep(0.01)
        raise SystemExit(f"{name} did not come to it in {seconds} s; it says {self.ask(name, path)}")


class Dev:
    """The command, and what it prints."""

    def __init__(self, sample, env):
        self.lines, self.sample = [], sample
        self.start = time.monotonic()
        self.process = subprocess.Popen([DELIVERY, "dev", "--plain"], cwd=sample.root, env=env, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, start_new_session=True,
                                        # a shell has what it starts in the background ignore Ctrl-C
                                        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append((time.monotonic(), line.rstrip()))

    def said(self, pattern, since=0, seconds=240):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for at, line in self.lines[since:]:
                if re.search(pattern, line):
                    return at, line
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise SystemExit(f"dev did not say '{pattern}':\n" + "\n".join(line for _, line in self.lines[-40:]))

    def quiet(self, seconds=6):
        """Until nothing was said for so long: all that was begun is done."""
        known, since = len(self.lines), time.monotonic()
        while time.monotonic() - since < seconds:
            time.sleep(0.1)
            if len(self.lines) != known:
                known, since = len(self.lines), time.monotonic()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)


def containers(program, project):
    listed = run(program, "ps", "-aq", "--no-trunc", "--filter", f"label=com.docker.compose.project={project}-dev").decode().split()
    if not listed:
        return {}
    return {one["Config"]["Labels"]["com.docker.compose.service"]: (one["Id"], one["State"]["StartedAt"], one["Image"])
            for one in json.loads(run(program, "inspect", *listed))}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--functions", type=int, default=1500)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    program, env = docker()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="delivery-dev-"))
    project = f"dev{os.getpid()}"
    base = f"{project}-base:1"
    sample = Sample(scratch, project, given.functions)
    missed = []

    def goal(words, value, limit, unit=""):
        good = value <= limit
        print(f"{'ok  ' if good else 'MISS'} {words}: {value:.2f}{unit} (goal {limit}{unit})", flush=True)
        if not good:
            missed.append(words)

    def right(words, good):
        print(f"{'ok  ' if good else 'MISS'} {words}", flush=True)
        if not good:
            missed.append(words)

    dev = None
    try:
        tree = scratch / "tree"
        base_tree(tree)
        tar = subprocess.Popen(["tar", "-C", tree, "--owner=0", "--group=0", "-c", "."], stdout=subprocess.PIPE)
        run(program, "import", "-", base, stdin=tar.stdout.read())
        tar.wait()
        sample.make(base)

        dev = Dev(sample, env)
        at, line = dev.said("services? started")
        print(f"     first start, all built: {at - dev.start:.1f} s", flush=True)
        for name in sample.ports:
            sample.until(name, lambda said: "begin" in str(said))

        for name, file, text in (("api", "api/words.py", "WORD = '{}'\n"), ("web", "web/words.js", "exports.WORD = '{}';\n")):
            times = []
            for i in range(given.edits):
                time.sleep(0.15)
                sample.write(file, text.format(f"edit{i}"))
                times.append(sample.until(name, lambda said: said["word"] == f"edit{i}"))
            goal(f"{name}: an edit is served (median of {given.edits}; slowest {max(times):.2f} s)", statistics.median(times), 1, " s")

        before, mark = containers(program, project), len(dev.lines)
        sample.write("api/requirements.txt", "one==1\ntwo==2\n")
        took = sample.until("api", lambda said: "two" in said["installed"])
        sample.write("web/package.json", '{"name": "web", "dependencies": {"one": "1", "two": "2"}}\n')
        took2 = sample.until("web", lambda said: "two" in said["installed"])
        dev.said("web .*DEPENDENCIES", mark)
        after = containers(program, project)
        right(f"a dependency change installs again (api {took:.1f} s, web {took2:.1f} s); core untouched",
              before["core"] == after["core"] and before["api"] != after["api"] and before["web"] != after["web"])

        before = containers(program, project)
        sample.write("api/Dockerfile", API.format(base=base).replace("echo one", "echo two"))
        took = sample.until("api", lambda said: said["image"].strip() == "two")
        after = containers(program, project)
        right(f"a Dockerfile change rebuilds that one alone ({took:.1f} s)",
              before["core"] == after["core"] and before["web"] == after["web"] and before["api"][2] != after["api"][2])

        time.sleep(1)
        times = []
        for i in range(3):
            sample.write("core/word.h", f'#define WORD "warm{i}"\n')
            times.append(sample.until("core", lambda said: f"warm{i}" in said))
        start = time.monotonic()
        run(program, "build", "-q", "--no-cache", "-t", f"{project}-clean:1", sample.root / "core")
        clean = time.monotonic() - start
        goal(f"core: edit to served {statistics.median(times):.1f} s, its clean build alone {clean:.1f} s, ratio",
             statistics.median(times) / clean, 0.2)

        (sample.root / "api/data/a.txt").rename(sample.root / "api/data/b.txt")
        sample.until("api", lambda said: said["files"] == ["b.txt"])
        (sample.root / "web/data/a.txt").unlink()
        sample.write("core/other.h", "")
        (sample.root / "core/word.h").rename(sample.root / "core/words.h")
        sample.write("core/main.c", (sample.root / "core/main.c").read_text().replace("word.h", "words.h").replace("%s ", "%s renamed "))
        sample.write("core/Dockerfile", CORE.format(base=base).replace("word.h", "words.h"))
        sample.until("core", lambda said: "renamed" in said)
        right("renamed and deleted files", sample.until("web", lambda said: said["files"] == []) >= 0)

        sample.git("add", "-A")
        sample.git("commit", "-qm", "so far")
        for i in range(given.files):
            (sample.root / f"api/data/f{i}.txt").write_text(f"{i}\n")
            if i % 2:
                (sample.root / f"core/vendor/n{i}.h").write_text(f"/* {i} */\n")
        sample.git("checkout", "-qb", "many")
        sample.git("add", "-A")
        sample.git("commit", "-qm", "many")
        dev.quiet(15)
        mark = len(dev.lines)
        sample.git("checkout", "-q", "main")
        sample.until("api", lambda said: len(said["files"]) == 1)
        # a build says nothing until it is done
        dev.said(r"core .*\d+ files: ", mark)
        dev.quiet()
        mark = len(dev.lines)
        start = time.monotonic()
        sample.git("checkout", "-q", "many")
        sample.until("api", lambda said: len(said["files"]) == given.files + 1)
        at, line = dev.said(r"core .*\d+ files: ", mark)
        told = [line for _, line in dev.lines[mark:] if re.match(r"\d\d:\d\d:\d\d api ", line)]
        right(f"git checkout of {given.files * 3 // 2} files: in {len(told)} batch, all there after {at - start:.1f} s", len(told) == 1)
        sample.git("checkout", "-q", "main")
        dev.quiet()

        dev.stop()
        right("Ctrl-C stops the containers", dev.process.returncode == 130 and not [
            one for one in json.loads(run(program, "inspect", *[c[0] for c in containers(program, project).values()]))
            if one["State"]["Running"]])
        sample.write("api/words.py", "WORD = 'asleep'\n")
        sample.write("web/words.js", "exports.WORD = 'asleep';\n")
        sample.write("core/words.h", '#define WORD "asleep"\n')
        dev = Dev(sample, env)
        dev.said("services? started")
        for name in sample.ports:
            sample.until(name, lambda said: "asleep" in str(said))
        right("an edit made while nothing watched is there after the next start", True)
        dev.stop()

        ours, theirs = [], []
        compose = ["docker-compose"] if shutil.which("docker-compose") else ["docker", "compose"]
        files = ["-f", "compose.yaml", "-f", "_build/.delivery/dev/images.yaml", "-f", "_build/.delivery/dev/override.yaml"]
        for _ in range(5):
            start = time.monotonic()
            run(*compose, "-p", f"{project}-dev", *files, "up", "-d", "--no-build", cwd=sample.root, env=env)
            theirs.append(time.monotonic() - start)
            run(*compose, "-p", f"{project}-dev", *files, "stop", cwd=sample.root, env=env)
            dev = Dev(sample, env)
            at, _ = dev.said("services? started")
            ours.append(at - dev.start)
            dev.stop()
        goal(f"warm start: dev {statistics.median(ours):.2f} s, {' '.join(compose)} up -d {statistics.median(theirs):.2f} s, ratio",
             statistics.median(ours) / statistics.median(theirs), 1.5)
    finally:
        if dev and dev.process.poll() is None:
            dev.stop()
        if dev and missed:
            print("\n".join(line for _, line in dev.lines[-30:]))
        if not given.keep:
            ids = [one[0] for one in containers(program, project).values()]
            if ids:
                run(program, "rm", "-f", "-v", *ids)
            for kind, listed in (("network", run(program, "network", "ls", "-q", "--filter", f"label=com.docker.compose.project={project}-dev")),
                                 ("volume", run(program, "volume", "ls", "-q", "--filter", f"label=com.docker.compose.project={project}-dev"))):
                if listed.split():
                    run(program, kind, "rm", *listed.decode().split())
            names = [line for line in run(program, "images", "--format", "{{.Repository}}:{{.Tag}}").decode().split()
                     if line.startswith(project + "-")]
            subprocess.run([program, "rmi", "-f", *names], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.rmtree(scratch, ignore_errors=True)
        else:
            print(f"kept in {scratch}, project {project}")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
