#!/usr/bin/env python3
"""Times `delivery detect` beside what peers do, in turn, whole processes, and checks that all name the same packages.

peers.py REPOSITORY PEERS [-n RUNS] [--slow RUNS]
REPOSITORY is one that make-monorepo.py wrote; PEERS a folder in which `npm install turbo nx lerna` was run. The slow peers
(nx, lerna) run --slow times, 0: not at all. "cold" removes our snapshots first. Prints medians, processor time, and the
median of the ratios to turbo (or Git) of the same round."""
import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, cwd, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout.decode()


def ours(text):
    return {c["path"].split("/")[-1] for c in json.loads(text)["components"] if c["affected"]}


def turbos(text):
    items = json.loads(text[text.index("{"):])["packages"]["items"]
    return {item["path"].split("/")[-1] for item in items if item["path"].startswith("packages/")}


def lines(text):
    return {line.split("/")[-1].strip() for line in text.splitlines() if line.startswith("@m/")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository")
    parser.add_argument("peers")
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--slow", type=int, default=1)
    given = parser.parse_args()
    tools = os.path.join(given.peers, "node_modules", ".bin")
    environment = dict(os.environ, TURBO_SCM_BASE="HEAD~1", TURBO_TELEMETRY_DISABLED="1", NX_DAEMON="false", CI="1")
    environment["PATH"] = tools + os.pathsep + environment["PATH"]
    detect = [os.path.join(HERE, "..", "delivery"), "detect", "--base", "HEAD~1", "--json"]
    snapshots = os.path.join(given.repository, ".git", "delivery", "snapshots")
    sides = {
        "detect, tree": (detect, ours, given.n),
        "detect, commit": (detect + ["--head", "HEAD"], ours, given.n),
        "detect, tree, cold": (detect, ours, given.n),
        "detect, commit, cold": (detect + ["--head", "HEAD"], ours, given.n),
        "turbo ls --affected": (["turbo", "ls", "--affected", "--output=json"], turbos, given.n),
        "git status -uall": (["git", "status", "-uall", "--porcelain"], None, given.n),
        "git ls-tree -r HEAD": (["git", "ls-tree", "-r", "HEAD"], None, given.n),
        "nx show projects": (["nx", "show", "projects", "--affected", "--base=HEAD~1"], lines, given.slow),
        "lerna ls --since": (["lerna", "ls", "--since", "HEAD~1", "--loglevel", "error"], lines, given.slow),
    }
    sides = {name: side for name, side in sides.items() if side[2] > 0}
    walls = {name: [] for name in sides}
    cpus = {name: [] for name in sides}
    found = {}
    for i in range(given.n + 1):
        for name, (command, packages, runs) in sides.items():
            if runs < given.n and i >= runs:
                continue
            if name.endswith("cold"):
                shutil.rmtree(snapshots, ignore_errors=True)
            wall, cpu, text = run(command, given.repository, environment)
            if packages:
                found.setdefault(name, packages(text))
            if i or runs < given.n:
                walls[name].append(wall)
                cpus[name].append(cpu)
    peer = statistics.median(walls["turbo ls --affected"])
    print("| | wall | cpu | n | to turbo | packages |\n| --- | --- | --- | --- | --- | --- |")
    for name in sides:
        pairs = zip(walls[name], walls["turbo ls --affected"])
        ratio = statistics.median(x / y for x, y in pairs) if len(walls[name]) > 1 else walls[name][0] / peer
        count = len(found[name]) if name in found else ""
        print(f"| {name} | {statistics.median(walls[name]):.2f} s | {statistics.median(cpus[name]):.2f} s |"
              f" {len(walls[name])} | {ratio:.2f} | {count} |")
    differing = [name for name in found if found[name] != found["turbo ls --affected"]]
    print("all name the same packages" if not differing else "other packages than turbo: " + ", ".join(differing))


main()
