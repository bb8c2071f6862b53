#!/usr/bin/env python3
"""Times `delivery update` of one of sixteen services against building and restarting all sixteen, and looks that the
other fifteen keep their container ids and start times. Goal: at most 0.15 of the whole.

update.py [-n RUNS] [--services 16] [--functions 60] [--delivery ./delivery]

The services are those of bench/replay.py: each compiles what it depends on, its own sources, links and runs a test; an edit
is one source file. Makes a repository in a temporary folder and a compose project of its own; removes both, and the base image,
which holds this machine's C compiler and busybox. Needs an engine (DOCKER_HOST) and compose; nothing is pulled."""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import replay  # noqa: E402

GOAL = 0.15


def run(argv, cwd):
    return replay.run(*argv, cwd=cwd).decode()


def make_base(name):
    with tempfile.TemporaryDirectory(prefix="delivery-base-") as folder:
        tree = pathlib.Path(folder)
        replay.compiler_tree(tree)
        shutil.copy2(shutil.which("busybox"), tree / "bin/busybox")
        tar = replay.run("tar", "-C", tree, "--owner=0", "--group=0", "-c", ".")
        replay.run("docker", "import", "-", name, stdin=tar)


def make_service(folder, name, number, base, functions):
    where = pathlib.Path(folder, name)
    for sub in ("src", "vendor"):
        (where / sub).mkdir(parents=True)
    (where / "Dockerfile").write_text(replay.DOCKERFILE.format(name=name, source="", extra="", shared="").replace(
        "ARG BASE=replay-base", f"ARG BASE={base}"))
    (where / "deps.txt").write_text("dep0 dep1\n")
    for n in range(2):
        (where / f"vendor/dep{n}.c").write_text(replay.c_file(f"dep{n}", functions, number * 10 + n))
    for n in range(3):
        (where / f"src/part{n}.c").write_text(replay.c_file(f"part{n}", functions, number * 10 + n))
    (where / "src/main.c").write_text(replay.main_file([f"part{n}" for n in range(3)], functions))


def timed(argv, cwd):
    start = time.perf_counter()
    run(argv, cwd)
    return time.perf_counter() - start


def containers(project, cwd):
    ids = run(["docker", "ps", "-q", "--filter", f"label=com.docker.compose.project={project}"], cwd).split()
    lines = run(["docker", "inspect", "-f", '{{index .Config.Labels "com.docker.compose.service"}} {{.Id}} '
                 '{{.State.StartedAt}}', *ids], cwd).splitlines()
    return dict(line.split(" ", 1) for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=3)
    parser.add_argument("--services", type=int, default=16)
    parser.add_argument("--delivery", default=os.path.join(os.path.dirname(__file__), "..", "delivery"))
    parser.add_argument("--functions", type=int, default=60, help="in each C file: 60 make four seconds a service")
    given = parser.parse_args()
    delivery = os.path.abspath(given.delivery)
    name = f"upd{os.getpid()}"
    folder = tempfile.mkdtemp(prefix="delivery-update-")
    services = [f"s{i:02}" for i in range(1, given.services + 1)]
    project = name + "-dev"
    base = name + "-base:1"
    try:
        make_base(base)
        run(["git", "init", "-q", "-b", "main", "."], folder)
        with open(f"{folder}/delivery.yaml", "w") as out:
            out.write(f"version: 1\nproject: {name}\ninfer: true\nrules: [{{ match: [deps.txt, vendor/], strategy: DEPENDENCIES, "
                      "because: they are what it depends on }, layered]\n")
        with open(f"{folder}/compose.yaml", "w") as out:
            out.write("services:\n")
            for service in services:
                out.write(f"  {service}: {{ build: ./{service}, init: true,"
                          " command: [busybox, httpd, -f, -p, '8080', -h, /app/out] }\n")
        for number, service in enumerate(services):
            make_service(folder, service, number, base, given.functions)
        run(["git", "add", "-A"], folder)
        run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"], folder)
        run([delivery, "update"], folder)
        alone = timed(["docker", "build", "-q", "--no-cache", "-t", f"{name}-alone:1", services[0]], folder)
        print(f"one service built from nothing by docker alone: {alone:.1f} s", flush=True)
        ones, alls = [], []
        for i in range(given.n):
            pathlib.Path(folder, services[0], "src/part0.c").write_text(replay.c_file("part0", given.functions, 1000 + i))
            before = containers(project, folder)
            ones.append(timed([delivery, "update", services[0]], folder))
            after = containers(project, folder)
            if after[services[0]] == before[services[0]]:
                raise SystemExit("the service was not replaced")
            moved = [service for service in services[1:] if after[service] != before[service]]
            if moved:
                raise SystemExit(f"these were touched too: {moved}")
            alls.append(timed([delivery, "update", "--force", "FULL"], folder))
            print(f"one {ones[-1]:.1f} s, all {alls[-1]:.1f} s", flush=True)
        one, whole = statistics.median(ones), statistics.median(alls)
        print(f"update of one of {len(services)}: {one:.1f} s; building and restarting all: {whole:.1f} s; "
              f"ratio {one / whole:.3f} (goal: at most {GOAL}): {'met' if one / whole <= GOAL else 'NOT MET'}")
    finally:
        subprocess.run(f"docker ps -aq --filter label=com.docker.compose.project={project} | xargs -r docker rm -f -v; "
                       f"docker network rm {project}_default; "
                       f"docker images -q --filter reference='{name}-*:*' | sort -u | xargs -r docker rmi -f; docker rmi -f {base}",
                       shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
