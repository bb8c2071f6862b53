#!/usr/bin/env python3
"""Replays a generated history of a repository of components and builds every commit in three ways, in turn:

  a  everything in full           docker build --no-cache, each image
  b  everything with the cache    docker build, each image
  c  what the plan asks for       delivery build (detection and all)

replay.py [--short] [--commits N] [--components N] [--functions N] [--files N] [--seed N] [--jobs N] [--limit] [--goal] [--keep]

All three build one image after the other, as scripts do (--jobs N: so many at once). Each way has a base image of its own (same
files, another id), so that no layer of one is in the cache of another, and all builds of a commit run within seconds of each
other: what else the machine does meets all three. The base holds this machine's C compiler; the Dockerfiles compile, link and
run C programs. Nothing sleeps and nothing is fetched. After each commit `delivery test` with a command that does nothing makes
the baselines advance: its time is shown apart. Every tenth commit `delivery build --prove` must find no difference."""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
DELIVERY = HERE.parent / "delivery"
LAYERS = ("COPY", "RUN", "WORKDIR", "ADD")


class Engine(http.client.HTTPConnection):
    """The engine's socket: a look must not cost a process."""

    def __init__(self):
        super().__init__("localhost", timeout=120)
        self.path = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(self.path)

    def ask(self, method, path):
        self.request(method, path)
        answer = self.getresponse()
        body = answer.read()
        return json.loads(body) if answer.status == 200 and body else None


def run(*command, cwd=None, env=None, stdin=None):
    done = subprocess.run(command, cwd=cwd, env=env, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))[:200]}: exit {done.returncode}\n"
                         + (done.stdout + done.stderr).decode(errors="replace")[-3000:])
    return done.stdout


def docker():
    """The executable with BuildKit, which is what the command looks for too; else any."""
    for folder in os.environ["PATH"].split(":"):
        found = pathlib.Path(folder) / "docker"
        if os.access(found, os.X_OK):
            looked = subprocess.run([found, "build", "--help"], env={**os.environ, "DOCKER_BUILDKIT": "1"}, capture_output=True)
            if b"--progress" in looked.stdout and b"--secret" in looked.stdout:
                return str(found), {**os.environ, "DOCKER_BUILDKIT": "1"}
    return "docker", dict(os.environ)


def compiler_tree(to):
    """What of this machine a C compiler needs to run, and a shell."""
    def of(kind, name):
        return run("gcc", f"-print-{kind}-name={name}").decode().strip()

    programs = ["gcc", "as", "ld", "cat", "sha256sum", "sh", "mkdir", "rm", "ls"]
    files = {os.path.realpath(shutil.which(name)): shutil.which(name) for name in programs}
    wanted = {of("prog", "cc1"), of("prog", "collect2"), *files}
    wanted |= {of("file", name) for name in ("crt1.o", "crti.o", "crtn.o", "crtbegin.o", "crtend.o", "crtbeginS.o", "crtendS.o",
                                             "Scrt1.o", "libgcc.a", "libgcc_s.so.1", "libgcc_s.so", "libc.so", "libc.so.6",
                                             "libc_nonshared.a", "liblto_plugin.so")}
    for program in list(wanted):
        for line in subprocess.run(["ldd", program], capture_output=True, text=True).stdout.splitlines():
            wanted |= set(re.findall(r"(/\S+)", line.split("=>")[-1]))
    wanted.add("/usr/include/stdc-predef.h")
    for path in sorted(wanted):
        if os.path.isfile(path):
            target = to / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    for real, name in files.items():
        for known in (pathlib.Path(name), pathlib.Path("/bin") / os.path.basename(name)):
            link = to / str(known).lstrip("/")
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.exists() and not link.is_symlink():
                link.symlink_to(real)
    (to / "tmp").mkdir(exist_ok=True)


def c_file(name, functions, salt):
    """A C file of so many functions with loops and tables: work for an optimising compiler."""
    lines = [f"/* {name} {salt} */"]
    for i in range(functions):
        table = ",".join(str((i * 31 + k * 17 + salt * 7) % 255) for k in range(64))
        lines.append(f"static const unsigned char {name}_t{i}[64]={{{table}}};\n"
                     f"unsigned {name}_f{i}(const unsigned char *p,unsigned n){{unsigned h={salt + i}u;"
                     f"for(unsigned r=0;r<8;r++)for(unsigned k=0;k<n;k++){{h^=p[k]+{name}_t{i}[(h+k)&63];h*=16777619u;"
                     f"switch(h&7){{case 0:h+=r;break;case 1:h^=h>>3;break;case 2:h=(h<<5)|(h>>27);break;"
                     f"case 3:h-=k*3;break;case 4:h+={name}_t{i}[k&63];break;default:h^=k;}}}}return h;}}")
    return "\n".join(lines) + "\n"


def main_file(names, functions):
    lines = ["int printf(const char*,...);"]
    calls = []
    for name in names:
        for i in range(functions):
            lines.append(f"unsigned {name}_f{i}(const unsigned char*,unsigned);")
            calls.append(f"h^={name}_f{i}((const unsigned char*)\"abcdefgh\",8);")
    return "\n".join(lines) + "\nint main(void){unsigned h=0;" + "".join(calls) + "printf(\"%08x\\n\",h);return 0;}\n"


DOCKERFILE = """# {name}
ARG BASE=replay-base
FROM $BASE
WORKDIR /app
COPY {source}deps.txt /app/
COPY {source}vendor /app/vendor
RUN mkdir -p /app/lib && for f in $(cat deps.txt); do gcc -O2 -c vendor/$f.c -o lib/$f.o || exit 1; done
{shared}COPY {source}src /app/src
RUN mkdir -p out && for f in src/*.c {extra}; do gcc -O2 -c $f -o out/$(n=${{f##*/}}; echo ${{n%.c}}).o || exit 1; done && \\
    gcc -o out/{name} out/*.o && ./out/{name} > out/selftest && sha256sum out/selftest > out/selftest.sha256
ENV NAME={name}
CMD ["/app/out/{name}"]
"""


class Repository:
    """The generated repository, and commits as they are made by people."""
    # Of a hundred commits of a main branch, as counted in eight public repositories of services (docs/benchmarks.md)
    KINDS = [("outside", 29), ("docs", 10), ("tests", 1), ("source", 10), ("merge", 3), ("revert", 2), ("dependencies", 19),
             ("Dockerfile", 6), ("two components", 7), ("four components", 6), ("shared library", 5), ("every manifest", 2)]
    # Of sixteen Dockerfiles, from the smallest: files and kilobytes in their own folders after .dockerignore, as counted in the
    # same repositories, each of which counts alike (docs/benchmarks.md)
    FOLDERS = [(2, 1), (3, 2.2), (3, 5.6), (4, 6.9), (5, 12.4), (6, 18.8), (8, 20.7), (9, 21.2), (11, 33.5), (13, 47.6), (13, 57.6),
               (15, 90.7), (20, 174), (23, 215), (50, 1187), (88, 4140)]

    def __init__(self, root, components, functions, chance, files=None):
        self.root = root
        self.files = files
        self.chance = chance
        self.functions = functions
        self.names = [f"svc{i:02d}" for i in range(components)]
        self.sharing = self.names[: max(2, components * 3 // 8)]
        self.count = 0
        self.changed = 0
        self.deck = []

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def git(self, *arguments):
        when = f"2026-01-01T00:00:00+0000"
        environment = {**os.environ, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
                       "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        return run("git", *arguments, cwd=self.root, env=environment).decode().strip()

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def dockerfile(self, name, comment=""):
        sharing = name in self.sharing
        return comment + DOCKERFILE.format(
            name=name, source=f"services/{name}/" if sharing else "", extra="shared/*.c" if sharing else "",
            shared="COPY packages/shared/src /app/shared\n" if sharing else "")

    def start(self):
        self.git("init", "-q", "-b", "main", ".")
        base = os.environ.get("REPLAY_PROJECT", "replay")
        lines = ["version: 1", f"project: {base}-c", "trial: { run: 'true' }",
                 "rules: [{ match: [deps.txt, vendor/], strategy: DEPENDENCIES, because: they are what it depends on }, layered]",
                 "components:",
                 "  shared: { path: packages/shared }"]
        for name in self.names:
            where = f"services/{name}"
            sharing = name in self.sharing
            context = f"context: /, dockerfile: Dockerfile, " if sharing else ""
            depends = "dependsOn: [shared], " if sharing else ""
            lines.append(f"  {name}: {{ path: {where}, {depends}image: {{ {context}args: {{ BASE: '{base}-base:c' }} }} }}")
            self.write(f"{where}/Dockerfile", self.dockerfile(name))
            for n in range(4):
                self.write(f"{where}/vendor/dep{n}.c", c_file(f"dep{n}", self.functions, n))
            self.write(f"{where}/deps.txt", "dep0 dep1\n")
            for n in range(3):
                self.write(f"{where}/src/part{n}.c", c_file(f"part{n}", self.functions, self.names.index(name) * 10 + n))
            self.write(f"{where}/src/main.c", main_file([f"part{n}" for n in range(3)], self.functions))
            self.write(f"{where}/README.md", f"# {name}\n")
            self.write(f"{where}/tests/test_{name}.sh", "exit 0\n")
            self.write(f"{where}/.dockerignore", "README.md\n")
            self.data(name)
        for n in range(2):
            self.write(f"packages/shared/src/shared{n}.c", c_file(f"shared{n}", self.functions, 90 + n))
        self.write(".dockerignore", "**/*.md\n.git\n_build\n")
        self.write("docs/guide.md", "# Guide\n")
        self.write("delivery.yaml", "\n".join(lines) + "\n")
        self.commit("start")

    def data(self, name):
        """Texts beside what is compiled, as a service has tables, templates and lock files: up to a folder of the usual size."""
        place = self.names.index(name) * 7 % len(self.names)
        files, size = self.FOLDERS[(2 * place + 1) * len(self.FOLDERS) // (2 * len(self.names))]
        there = [file for file in (self.root / "services" / name).rglob("*") if file.is_file() and file.name != "README.md"]
        more = self.files if self.files is not None else max(0, files - len(there))
        each = max(20, int(size * 1000 - sum(file.stat().st_size for file in there)) // max(1, more))
        text = random.Random(name)
        for n in range(more):
            lines = text.randbytes(each // 2).hex()
            self.write(f"services/{name}/src/data/{n % 10}/table{n}.txt",
                       "\n".join(lines[at:at + 80] for at in range(0, len(lines), 80)) + "\n")

    def source(self, name):
        part = self.chance.randrange(3)
        self.write(f"services/{name}/src/part{part}.c", c_file(f"part{part}", self.functions, 1000 + self.count))

    def depends(self, name):
        some = sorted(self.chance.sample(range(4), 2))
        self.write(f"services/{name}/vendor/dep{some[0]}.c", c_file(f"dep{some[0]}", self.functions, self.count))
        self.write(f"services/{name}/deps.txt", " ".join(f"dep{n}" for n in some) + "\n")

    def kind(self):
        """Any fifty commits in a row from the start hold the kinds in their proportions, in an order by chance: so few drawn
        one by one would have seven of a kind that is one in twenty as often as none."""
        if not self.deck:
            exact = {kind: weight / 2 for kind, weight in self.KINDS}
            whole = {kind: int(count) for kind, count in exact.items()}
            rest = list(exact)
            self.chance.shuffle(rest)
            rest.sort(key=lambda kind: whole[kind] - exact[kind])
            for kind in rest[:50 - sum(whole.values())]:
                whole[kind] += 1
            self.deck = [kind for kind, count in whole.items() for _ in range(count)]
            self.chance.shuffle(self.deck)
        kind = self.deck.pop()
        if kind == "revert" and not self.changed and self.deck:
            # there is nothing to go back from yet
            self.deck.insert(0, kind)
            kind = self.deck.pop()
        return kind

    def next(self):
        """Makes the next commit; gives its kind, and how many images it can change."""
        self.count += 1
        kind = self.kind()
        name = self.chance.choice(self.names)
        changed = 0
        if kind == "source":
            self.source(name)
            changed = 1
        elif kind in ("two components", "four components"):
            changed = min(2 if kind == "two components" else 4, len(self.names))
            for other in self.chance.sample(self.names, changed):
                self.source(other)
        elif kind == "outside":
            path = self.chance.choice([".github/workflows/ci.yml", "charts/values.yaml", "Makefile"])
            self.write(path, f"# {self.count}\n")
        elif kind == "docs":
            path = self.chance.choice([f"services/{name}/README.md", "docs/guide.md"])
            self.write(path, f"# Changed {self.count}\n")
        elif kind == "tests":
            self.write(f"services/{name}/tests/test_{name}.sh", f"# {self.count}\nexit 0\n")
        elif kind == "dependencies":
            self.depends(name)
            changed = 1
        elif kind == "every manifest":
            for other in self.names:
                self.depends(other)
            changed = len(self.names)
        elif kind == "shared library":
            self.write("packages/shared/src/shared0.c", c_file("shared0", self.functions, 2000 + self.count))
            changed = len(self.sharing)
        elif kind == "Dockerfile":
            text = self.dockerfile(name, f"# changed in {self.count}\n")
            self.write(f"services/{name}/Dockerfile", text.replace("ENV NAME=", f"ENV CHANGED={self.count}\nENV NAME="))
            changed = 1
        elif kind == "revert" and self.changed:
            # the newest commit, as people do: what it changed was built before
            self.git("revert", "--no-edit", *(["-m", "1"] if self.merged() else []), "HEAD")
            self.changed = 0
            return kind, 0
        else:
            kind = "merge"
            self.git("checkout", "-q", "-b", f"topic{self.count}")
            self.source(name)
            self.commit(f"topic {self.count}")
            self.git("checkout", "-q", "main")
            self.git("merge", "-q", "--no-ff", "-m", f"merge {self.count}", f"topic{self.count}")
            self.changed = 1
            return kind, 1
        self.changed = changed
        self.commit(f"{kind} {self.count}")
        return kind, changed

    def merged(self):
        return len(self.git("rev-list", "--parents", "-1", "HEAD").split()) == 3


class Way:
    """One way of building, and what it came to."""

    def __init__(self, letter, words):
        self.letter = letter
        self.words = words
        self.seconds = 0.0
        self.first = 0.0
        self.images = 0
        self.bytes = 0
        self.seen = set()

    def count(self, engine, references, base_layers):
        """Images with a layer that was not there before, and the bytes of such layers."""
        for reference in references:
            image = engine.ask("GET", f"/images/{reference}/json")
            history = engine.ask("GET", f"/images/{reference}/history")
            sizes = [step["Size"] for step in reversed(history)
                     if re.sub(r"^(\|\S+ .*)?/bin/sh -c (#\(nop\) )?", "RUN ", step["CreatedBy"]).replace("RUN COPY", "COPY")
                     .split(" ")[0].startswith(LAYERS)]
            layers = image["RootFS"]["Layers"][base_layers:]
            sizes = [0] * (len(layers) - len(sizes)) + sizes[-len(layers):] if layers else []
            new = [(layer, size) for layer, size in zip(layers, sizes) if layer not in self.seen]
            self.seen.update(layers)
            self.images += bool(new)
            self.bytes += sum(size for _, size in new)


class Replay:
    def __init__(self, given, scratch):
        self.given = given
        self.project = f"replay{os.getpid()}"
        os.environ["REPLAY_PROJECT"] = self.project
        self.scratch = scratch
        self.program, self.environment = docker()
        self.engine = Engine()
        self.repository = Repository(scratch / "repository", given.components, given.functions,
                                     random.Random(given.seed), given.files)
        self.repository.root.mkdir()
        self.ways = [Way("a", "all in full"), Way("b", "all with the cache"), Way("c", "the plan")]
        self.tests = 0.0
        self.proofs = []
        self.proving = 0.0
        self.account = self.accounted = 0.0
        self.strategies = {}
        self.needless = 0

    def bases(self):
        tree = self.scratch / "tree"
        compiler_tree(tree)
        for way in self.ways:
            (tree / "way").write_text(way.letter)
            tar = subprocess.Popen(["tar", "-C", tree, "--owner=0", "--group=0", "-c", "."], stdout=subprocess.PIPE)
            subprocess.run([self.program, "import", "-", f"{self.project}-base:{way.letter}"], stdin=tar.stdout, check=True,
                           stdout=subprocess.DEVNULL)
            tar.wait()
        image = self.engine.ask("GET", f"/images/{self.project}-base:a/json")
        return image["Size"]

    def plain(self, way, commit, more):
        """docker build of each image, as many at once as the command does."""
        def one(name):
            sharing = name in self.repository.sharing
            folder = self.repository.root / "services" / name
            tag = f"{self.project}-{way.letter}-{name}:{commit}"
            run(self.program, "build", "-q", *more, "--build-arg", f"BASE={self.project}-base:{way.letter}", "-t", tag, "-f",
                folder / "Dockerfile", self.repository.root if sharing else folder, env=self.environment)
            return tag

        start = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(self.given.jobs) as pool:
            tags = list(pool.map(one, self.repository.names))
        return time.perf_counter() - start, tags

    def delivery(self, *arguments):
        start = time.perf_counter()
        out = run(DELIVERY, *arguments, cwd=self.repository.root)
        return time.perf_counter() - start, json.loads(out) if "--json" in arguments else None

    def commit(self, number, kind, changed):
        short = run("git", "rev-parse", "--short", "HEAD", cwd=self.repository.root).decode().strip()
        tag = f"{number}-{short}"
        a, b, c = self.ways
        took = {}
        for way, more in ((a, ["--no-cache"]), (b, [])):
            if way.letter not in self.given.ways:
                took[way.letter] = 0.0
                continue
            took[way.letter], tags = self.plain(way, tag, more)
            way.count(self.engine, tags, 1)
        took["c"], report = self.delivery("build", "--json", "--parallelism", str(self.given.jobs))
        built = [one for one in report["components"] if one["result"] == "built"]
        for one in built:
            self.strategies[one["strategy"]] = self.strategies.get(one["strategy"], 0) + 1
        if built:
            self.account += report["accountSeconds"]
            self.accounted += took["c"]
        c.count(self.engine, [one["image"] for one in built if one["image"]], 1)
        self.needless += max(0, len(built) - changed)
        # all three or none: a run may be ended at any time
        for way in self.ways:
            # the first commit is a full build for all three
            if number:
                way.seconds += took[way.letter]
            else:
                way.first = took[way.letter]
        if built:
            self.tests += self.delivery("test")[0]
        every = 10
        proof = ""
        if number and number % every == 0:
            seconds, report = self.delivery("build", "--prove", "--json")
            results = [one["proof"]["result"] for one in report["components"]]
            self.proving += seconds
            self.proofs.append(set(results) == {"same"})
            proof = f"  proof of {len(results)}: {'clean' if self.proofs[-1] else results}"
        print(f"{number:3} {kind:15} a {took['a']:6.1f}  b {took['b']:6.1f}  c {took['c']:6.1f} s  "
              f"{len(built):2} built{proof}", flush=True)

    def replay(self):
        size = self.bases()
        self.repository.start()
        print(f"{self.given.commits} commits, {self.given.components} components ({len(self.repository.sharing)} with the shared"
              f" library), base {size / 1e6:.0f} MB, {self.given.jobs} at once, {self.program}"
              f" {'with BuildKit' if 'DOCKER_BUILDKIT' in self.environment else 'classic'}, seed {self.given.seed}", flush=True)
        # the launcher prepares itself once for each version
        self.delivery("--version")
        self.commit(0, "start", len(self.repository.names))
        for way in self.ways:
            # what follows the start is what a plan is for
            way.images = way.bytes = 0
        self.strategies = {}
        number = 0
        try:
            for number in range(1, self.given.commits + 1):
                self.commit(number, *self.repository.next())
        except (KeyboardInterrupt, SystemExit) as end:
            if number > 1:
                print(f"ended in commit {number} ({end}): what follows is of the commits before it")
                self.show()
            raise
        return self.show()

    def show(self):
        a, b, c = self.ways
        print(f"\n{'':22}{'time':>10}{'images':>9}{'bytes':>12}{'the start':>12}")
        for way in self.ways:
            print(f"{way.letter}  {way.words:19}{way.seconds:8.1f} s{way.images:9}{way.bytes / 1e6:9.1f} MB{way.first:10.1f} s")
        if self.accounted:
            print(f"the account (reading the output, asking for bytes, record) took {self.account:.3f} of {self.accounted:.1f} s of "
                  f"builds with something to build: {100 * self.account / self.accounted:.2f} % (goal 2 %)")
        for way in (a, b):
            way.seconds = way.seconds or float("nan")
        print(f"c / a {c.seconds / a.seconds:.3f} (goal 0.15)   c / b {c.seconds / b.seconds:.3f} (goal 0.5)   "
              f"strategies {self.strategies}")
        print(f"not in c: `delivery test` {self.tests:.1f} s, proofs {self.proving:.1f} s; "
              f"{sum(self.proofs)} of {len(self.proofs)} proofs clean")
        if self.needless:
            print(f"{self.needless} builds in c of what no commit changed")
        if not all(self.proofs):
            return 1
        good = c.seconds <= 0.15 * a.seconds and c.seconds <= 0.5 * b.seconds
        bearable = self.needless == 0 and c.seconds <= 0.8 * a.seconds
        return 0 if (good or not self.given.goal) and (bearable or not self.given.limit) else 1

    def clean(self):
        images = self.engine.ask("GET", "/images/json") or []
        for image in images:
            for tag in image.get("RepoTags") or []:
                if tag.startswith(self.project):
                    self.engine.ask("DELETE", f"/images/{tag}?force=1")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="10 commits of 6 components")
    parser.add_argument("--commits", type=int)
    parser.add_argument("--components", type=int)
    parser.add_argument("--functions", type=int, default=3, help="in each C file")
    parser.add_argument("--files", type=int,
                        help="beside those that are compiled, in each component; as counted in public repositories")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=1, help="images that each way builds at once")
    parser.add_argument("--ways", default="abc", help="to look closer: bc leaves a out")
    parser.add_argument("--limit", action="store_true",
                        help="exit 1 where c builds what no commit changed, or takes more than 0.8 of a")
    parser.add_argument("--goal", action="store_true", help="exit 1 where the goal is missed")
    parser.add_argument("--keep", action="store_true", help="leave repository and images, and say where they are")
    given = parser.parse_args()
    given.commits = given.commits or (10 if given.short else 50)
    given.components = given.components or (6 if given.short else 16)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="delivery-replay."))
    # to be ended is no reason to leave images behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    replay = Replay(given, scratch)
    try:
        return replay.replay()
    finally:
        if given.keep:
            print(scratch / "repository", replay.project)
        else:
            replay.clean()
            shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
