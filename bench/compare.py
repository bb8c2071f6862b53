#!/usr/bin/env python3
"""Times whole processes in turn, A B A B ..., and prints medians, the largest peak memory of a process of each (programs
it ran counted one by one, not a daemon's), and the median of the paired ratios A/B.

compare.py [-n RUNS] [--cwd DIR] NAME 'COMMAND' NAME 'COMMAND'   (each command is given to sh -c; the first run of each
is a warm-up and does not count)."""
import argparse
import os
import statistics
import subprocess
import tempfile
import time


def run(command, cwd):
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(["sh", "-c", command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            text = said.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{command}: exit {process.returncode}\n{text}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--cwd", default=os.getcwd())
    parser.add_argument("sides", nargs=4, metavar="NAME COMMAND")
    given = parser.parse_args()
    name_a, a, name_b, b = given.sides
    times = {name_a: [], name_b: []}
    cpu = {name_a: [], name_b: []}
    peak = {name_a: [], name_b: []}
    for i in range(given.n + 1):
        for name, command in ((name_a, a), (name_b, b)):
            wall, used, memory = run(command, given.cwd)
            if i:
                times[name].append(wall)
                cpu[name].append(used)
                peak[name].append(memory)
    for name in (name_a, name_b):
        t = sorted(times[name])
        print(f"{name:28} {statistics.median(t):8.3f} s  (min {t[0]:.3f}, max {t[-1]:.3f}, cpu {statistics.median(cpu[name]):.3f} s, peak {max(peak[name]):.0f} MiB, n={len(t)})")
    ratios = [x / y for x, y in zip(times[name_a], times[name_b])]
    print(f"{'ratio ' + name_a + ' / ' + name_b:28} {statistics.median(ratios):8.2f}    (min {min(ratios):.2f}, max {max(ratios):.2f})")


main()
