#!/usr/bin/env python3
"""Times whole processes in turn, A B A B ..., and prints medians and the median of the paired ratios A/B.

compare.py [-n RUNS] [--cwd DIR] NAME 'COMMAND' NAME 'COMMAND'   (each command is given to sh -c; the first run of each
is a warm-up and does not count)."""
import argparse
import os
import resource
import statistics
import subprocess
import time


def run(command, cwd):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(["sh", "-c", command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(f"{command}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--cwd", default=os.getcwd())
    parser.add_argument("sides", nargs=4, metavar="NAME COMMAND")
    given = parser.parse_args()
    name_a, a, name_b, b = given.sides
    times = {name_a: [], name_b: []}
    cpu = {name_a: [], name_b: []}
    for i in range(given.n + 1):
        for name, command in ((name_a, a), (name_b, b)):
            wall, used = run(command, given.cwd)
            if i:
                times[name].append(wall)
                cpu[name].append(used)
    for name in (name_a, name_b):
        t = sorted(times[name])
        print(f"{name:28} {statistics.median(t):8.3f} s  (min {t[0]:.3f}, max {t[-1]:.3f}, cpu {statistics.median(cpu[name]):.3f} s, n={len(t)})")
    ratios = [x / y for x, y in zip(times[name_a], times[name_b])]
    print(f"{'ratio ' + name_a + ' / ' + name_b:28} {statistics.median(ratios):8.2f}    (min {min(ratios):.2f}, max {max(ratios):.2f})")


main()
