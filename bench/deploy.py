#!/usr/bin/env python3
"""Wall time from the start of the command to the first healthy probe of the new version, when one of three services
changed and its image is in the engine already: `delivery deploy` against `docker-compose up -d --no-deps` of that service.

bench/deploy.py [-n RUNS] [--megabytes MB]    needs an engine with docker-compose and the image --base (a busybox); pulls nothing

Both ways go to and fro between two versions, in turn. The goal: at most 1.2 times compose, and one second."""
import argparse
import http.client
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DELIVERY = os.path.join(HERE, "..", "delivery")
SERVICES = ("api", "web", "jobs")
FACTOR, SECONDS = 1.2, 1.0


class Probe(threading.Thread):
    """Asks every few milliseconds until the wanted version answers."""

    def __init__(self, port, wanted):
        super().__init__(daemon=True)
        self.port, self.wanted, self.seen = port, wanted, None
        self.stop = threading.Event()

    def run(self):
        while not self.stop.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=0.15)
            try:
                connection.request("GET", "/health")
                if connection.getresponse().read().decode() == self.wanted:
                    self.seen = time.perf_counter()
                    return
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            self.stop.wait(0.02)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def run(command, cwd, **environment):
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def timed(command, cwd, port, wanted, **environment):
    """Seconds to the first healthy probe, and to the end of the command."""
    probe = Probe(port, wanted)
    start = time.perf_counter()
    probe.start()
    run(command, cwd, **environment)
    end = time.perf_counter()
    probe.join(10)
    probe.stop.set()
    if probe.seen is None:
        raise SystemExit(f"{' '.join(command)}: {wanted!r} never answered on port {port}")
    return probe.seen - start, end - start


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def commit(repo, text):
    write(f"{repo}/api/www/health", text)
    run(["git", "add", "-A"], repo)
    run(["git", "-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-q", "-m", text], repo)


def prepare(repo, project, base, megabytes, port):
    os.makedirs(repo)
    run(["git", "init", "-q", "-b", "main"], repo)
    rng = random.Random(7)
    for service in SERVICES:
        write(f"{repo}/{service}/www/health", service)
        with open(f"{repo}/{service}/data.bin", "wb") as out:
            for _ in range(megabytes):
                out.write(rng.randbytes(500_000) + bytes(500_000))
        write(f"{repo}/{service}/Dockerfile", f"FROM {base}\nCOPY data.bin /data.bin\nCOPY www /www\n"
              'CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]\n')
    services = "".join(
        f"  {s}:\n    build: {s}\n    stop_signal: SIGKILL\n"
        + ('    ports: ["127.0.0.1:${API_PORT:-0}:8080"]\n' if s == "api" else "")
        for s in SERVICES)
    write(f"{repo}/compose.yaml", f"version: '3.4'\nservices:\n{services}")
    write(f"{repo}/delivery.yaml", f"""version: 1
project: {project}
components:
{"".join(f"  {s}: {{ path: {s}, image: {{}} }}{chr(10)}" for s in SERVICES)}
environments:
  bench:
    compose: {{ files: [compose.yaml], project: {project}-d, envFile: .env }}
    health: [ {{ url: "http://127.0.0.1:${{API_PORT}}/health", within: 20s, stable: 100ms }} ]
""")
    write(f"{repo}/.gitignore", ".env\n")
    write(f"{repo}/.env", f"API_PORT={port}\n")


def versions(repo):
    """Exports two releases that differ in one service: by what it answers, version and image."""
    found = {}
    for text in ("one", "two"):
        commit(repo, text)
        run([DELIVERY, "build"], repo)
        run([DELIVERY, "test", "--", "true"], repo)
        release = json.loads(run([DELIVERY, "export", "--json"], repo))
        images = {each["component"]: each["image"] for each in release["artifacts"]}
        found[text] = (release["version"], images)
    return found


def compare(repo, project, port, other_port, found, runs):
    write(f"{repo}/../plain/.env", f"API_PORT={other_port}\n")
    plain = os.path.abspath(f"{repo}/../plain")
    for text, (_, images) in found.items():
        services = "".join(
            f"  {s}:\n    image: {images[s]}\n    stop_signal: SIGKILL\n"
            + (f'    ports: ["127.0.0.1:{other_port}:8080"]\n' if s == "api" else "")
            for s in SERVICES)
        write(f"{plain}/{text}.yaml", f"version: '3.4'\nservices:\n{services}")

    def ours(text):
        return timed([DELIVERY, "deploy", "--env", "bench", "--version", found[text][0]], repo, port, text)

    def theirs(text, *which):
        return timed(["docker-compose", "-p", f"{project}-c", "-f", f"{text}.yaml", "up", "-d", *which], plain,
                     other_port, text)

    ours("one"), theirs("one")
    ours("two"), theirs("two", "--no-deps", "api")
    rows = []
    for n in range(runs):
        text = ("one", "two")[n % 2]
        rows.append((ours(text), theirs(text, "--no-deps", "api")))
        print(f"{rows[-1][0][0]:.2f} s against {rows[-1][1][0]:.2f} s", flush=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--megabytes", type=int, default=20, help="of each image, half noise")
    parser.add_argument("--base", default="base:1")
    given = parser.parse_args()
    scratch = tempfile.mkdtemp(prefix="delivery-bench.")
    project = "bench" + os.path.basename(scratch).rsplit(".", 1)[-1].lower().replace("_", "")
    try:
        repo, port = f"{scratch}/repo", free_port()
        prepare(repo, project, given.base, given.megabytes, port)
        rows = compare(repo, project, port, free_port(), versions(repo), given.n)
    finally:
        clean(project)
        shutil.rmtree(scratch, ignore_errors=True)
    ours = statistics.median(row[0][0] for row in rows)
    theirs = statistics.median(row[1][0] for row in rows)
    goal = FACTOR * theirs + SECONDS
    print(f"delivery deploy, to the first healthy probe     {ours:.2f} s"
          f"   (to its end {statistics.median(row[0][1] for row in rows):.2f} s)")
    print(f"docker-compose up -d --no-deps, to the same     {theirs:.2f} s"
          f"   (to its end {statistics.median(row[1][1] for row in rows):.2f} s)")
    print(f"goal {FACTOR} x + {SECONDS} s = {goal:.2f} s: {'reached' if ours <= goal else 'NOT REACHED'}"
          f" ({ours / goal:.2f} of it, {len(rows)} pairs)")


def clean(project):
    for kind in (f"label=com.docker.compose.project={project}-d", f"label=com.docker.compose.project={project}-c",
                 f"name={project}"):
        ids = run(["docker", "ps", "-aq", "--filter", kind], "/").split()
        if ids:
            run(["docker", "rm", "-f", *ids], "/")
    for way in ("d", "c"):
        for network in run(["docker", "network", "ls", "-q", "--filter", f"label=com.docker.compose.project={project}-{way}"],
                           "/").split():
            run(["docker", "network", "rm", network], "/")
    images = run(["docker", "images", "--format", "{{.Repository}}:{{.Tag}}"], "/").split()
    mine = [image for image in images if image.startswith(project + "-")]
    if mine:
        run(["docker", "rmi", "-f", *mine], "/")


if __name__ == "__main__":
    main()
