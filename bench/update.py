#!/usr/bin/env python3
"""Times `delivery update` of one of sixteen services against building and restarting all sixteen, and looks that the
other fifteen keep their container ids and start times. Goal: at most 0.15 of the whole.

update.py [-n RUNS] [--services 16] [--delivery ./delivery] [--image base:1]

Makes a repository in a temporary folder and a compose project of its own; removes both. Needs an engine (DOCKER_HOST),
compose, and an image with sh and httpd (busybox); nothing is pulled."""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time

GOAL = 0.15


def run(argv, cwd, quiet=True):
    done = subprocess.run(argv, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{argv}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


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
    parser.add_argument("-n", type=int, default=5)
    parser.add_argument("--services", type=int, default=16)
    parser.add_argument("--delivery", default=os.path.join(os.path.dirname(__file__), "..", "delivery"))
    parser.add_argument("--image", default="base:1")
    given = parser.parse_args()
    delivery = os.path.abspath(given.delivery)
    name = f"upd{os.getpid()}"
    folder = tempfile.mkdtemp(prefix="delivery-update-")
    services = [f"s{i:02}" for i in range(1, given.services + 1)]
    project = name + "-dev"
    try:
        run(["git", "init", "-q", "-b", "main", "."], folder)
        with open(f"{folder}/delivery.yaml", "w") as out:
            out.write(f"version: 1\nproject: {name}\ninfer: true\n")
        with open(f"{folder}/compose.yaml", "w") as out:
            out.write("services:\n")
            for service in services:
                out.write(f"  {service}: {{ build: ./{service}, init: true }}\n")
        for service in services:
            os.mkdir(f"{folder}/{service}")
            with open(f"{folder}/{service}/Dockerfile", "w") as out:
                # a build as it is in life: some work for the dependencies, then the source
                out.write(f"FROM {given.image}\nRUN for i in $(seq 200); do echo $i | sha256sum; done > /dependencies\n"
                          "COPY . /app\nCMD [\"httpd\", \"-f\", \"-p\", \"8080\", \"-h\", \"/app\"]\n")
            with open(f"{folder}/{service}/index.html", "w") as out:
                out.write("0\n")
        run(["git", "add", "-A"], folder)
        run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"], folder)
        run([delivery, "update"], folder)
        ones, alls = [], []
        for i in range(given.n):
            with open(f"{folder}/{services[0]}/index.html", "w") as out:
                out.write(f"{i + 1}\n")
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
                       f"docker images -q --filter reference='{name}-*:*' | sort -u | xargs -r docker rmi -f",
                       shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
