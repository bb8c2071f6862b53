#!/usr/bin/env python3
"""Compares the packages and edges that `delivery detect` infers with what each ecosystem's own tool says.

    bench/layouts.py [--delivery "java -jar target/delivery.jar"] CHECKOUT...

CHECKOUT is a clone of a public repository; nothing in it is changed. Tools are taken from PATH: cargo, npm, pnpm, yarn,
go, mvn, dotnet. Prints one row per repository and ecosystem, and below it what differs.
Maven prints an order, not edges: there the transitive closure of every module is compared with `mvn -pl MODULE -am`.
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, time, tomllib


def run(command, folder, **more):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **more)
    return done.stdout if done.returncode == 0 or more.get("check") is False else fail(command, done)


def fail(command, done):
    raise RuntimeError(" ".join(command) + ": " + (done.stderr or done.stdout)[-400:].strip())


def relative(root, path):
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root))


def exists(root, *names):
    return any(os.path.exists(os.path.join(root, name)) for name in names)


# Each of these returns (packages, edges): folders, and pairs of folders, relative to the checkout.

def cargo(root, ours):
    packages, edges, asked = set(), set(), set()
    with open(os.path.join(root, "Cargo.toml"), "rb") as file:
        tables = tomllib.load(file).get("patch", {}).values()
    patches = {name: entry["path"] for table in tables for name, entry in table.items() if "path" in entry}
    for start in ["."] + sorted(ours):
        if start in packages or start in asked or not exists(os.path.join(root, start), "Cargo.toml"):
            continue
        asked.add(start)  # a crate outside of the workspace is a workspace of its own
        said = run(["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1"], os.path.join(root, start))
        for package in json.loads(said)["packages"]:
            folder = relative(root, os.path.dirname(package["manifest_path"]))
            packages.add(folder)
            edges |= {(folder, relative(root, d["path"])) for d in package["dependencies"] if d.get("path")}
            # without the network cargo does not say what [patch] puts in a crate's place
            edges |= {(folder, patches[d["name"]]) for d in package["dependencies"] if not d.get("path") and d["name"] in patches}
    return packages, edges


def npm(root, ours):
    said = json.loads(run(["npm", "query", ".workspace", "--package-lock-only"], root))
    with open(os.path.join(root, "package-lock.json")) as file:
        lock = json.load(file)["packages"]
    links = {place: entry["resolved"] for place, entry in lock.items() if entry.get("link")}
    packages = {one["location"] for one in said}
    return packages, {(one["location"], links[to]) for one in said for to in one["to"] if to in links}


def pnpm(root, ours):
    said = json.loads(run(["pnpm", "ls", "-r", "--depth", "0", "--lockfile-only", "--json"], root,
                          env={**os.environ, "npm_config_manage_package_manager_versions": "false"}))
    packages, edges = set(), set()
    for one in said:
        folder = relative(root, one["path"])
        if folder == ".":
            continue
        packages.add(folder)
        for section in ("dependencies", "devDependencies", "optionalDependencies"):
            for entry in one.get(section, {}).values():
                if entry["version"].startswith("link:"):
                    edges.add((folder, os.path.normpath(os.path.join(folder, entry["version"][5:]))))
    return packages, edges


def yarn(root, ours):
    said = [json.loads(line) for line in run(["yarn", "workspaces", "list", "-v", "--json"], root).splitlines()]
    folders = {one["name"]: one["location"] for one in said if one["location"] != "."}
    packages, edges = set(folders.values()), set()
    for one in said:
        if one["location"] != ".":
            edges |= {(one["location"], to) for to in one["workspaceDependencies"]}
    # yarn does not list peers, nor folders that are linked without being members: those stand in the manifests
    todo = sorted(packages)
    while todo:
        folder = todo.pop()
        with open(os.path.join(root, folder, "package.json")) as file:
            manifest = json.load(file)
        for section in ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies"):
            for name, wanted in manifest.get(section, {}).items():
                if wanted.startswith(("link:", "portal:")):
                    linked = os.path.normpath(os.path.join(folder, wanted.split(":", 1)[1]))
                    edges.add((folder, linked))
                    if linked not in packages:
                        packages.add(linked)
                        todo.append(linked)
                elif name in folders and (section == "peerDependencies" or folder not in folders.values()):
                    edges.add((folder, folders[name]))
    return packages, edges


def go(root, ours):
    # an older go than the workspace asks for reads it all the same once the version is taken out
    with tempfile.TemporaryDirectory() as copy:
        for path in run(["git", "ls-files", "-z"], root).split("\0"):
            if os.path.basename(path) in ("go.mod", "go.work"):
                os.makedirs(os.path.join(copy, os.path.dirname(path)), exist_ok=True)
                with open(os.path.join(root, path)) as file:
                    text = re.sub(r"(?m)^(tool|godebug|ignore) \([^)]*\)|^(toolchain|godebug|tool|ignore) .*$", "", file.read())
                    text = re.sub(r"(?m)^go \d+\.\d+.*$", "go 1.19", text)
                with open(os.path.join(copy, path), "w") as file:
                    file.write(text)
        starts = ["."] if exists(root, "go.work") else sorted(ours)
        modules = {}
        for start in starts:
            said = run(["go", "list", "-m", "-f", "{{.Path}} {{.Dir}}"], os.path.join(copy, start),
                       env={**os.environ, "GOTOOLCHAIN": "local"})
            modules.update((line.split(" ")[0], relative(copy, line.split(" ", 1)[1])) for line in said.splitlines())
        edges = set()
        for folder in modules.values():
            mod = json.loads(run(["go", "mod", "edit", "-json"], os.path.join(copy, folder)))
            for one in mod.get("Require") or []:
                if one["Path"] in modules:
                    edges.add((folder, modules[one["Path"]]))
        return set(modules.values()), edges


def reactor(root, *more):
    said = subprocess.run(["mvn", "-B", "-fn", "-Dstyle.color=never", *more, "pre-clean"], cwd=root,
                          capture_output=True, text=True).stdout
    names = re.findall(r"-+< ([^ :]+:[^ >]+) >-+", said)
    if not names:
        raise RuntimeError("mvn: " + said[-400:])
    return names


def maven(root, ours):
    folders = {alias: path for path, component in ours.items() for alias in component["aliases"] if ":" in alias}
    order = [folders.get(name, name) for name in reactor(root)][1:]  # the root lists the others
    closure = set()
    for name in order:
        alias = next((a for a, path in folders.items() if path == name), None)
        if alias:
            built = reactor(root, "-pl", alias, "-am")
            closure |= {(name, folders[other]) for other in built if other in folders and folders[other] != name}
    return set(order), closure


def dotnet(root, ours):
    packages, edges = set(), set()
    for solution in [name for name in os.listdir(root) if name.endswith((".sln", ".slnx"))]:
        for line in run(["dotnet", "sln", solution, "list"], root).splitlines()[2:]:
            project = line.strip().replace("\\", "/")
            packages.add(os.path.dirname(project))
            said = run(["dotnet", "list", project, "reference"], root)
            edges |= {(os.path.dirname(project), os.path.normpath(os.path.join(os.path.dirname(project), os.path.dirname(
                one.strip().replace("\\", "/"))))) for one in said.splitlines() if one.strip().endswith("proj")}
    return packages, edges


def closed(edges):
    targets = {}
    for a, b in edges:
        targets.setdefault(a, set()).add(b)
    result = set()
    for start in targets:
        seen, todo = set(), [start]
        while todo:
            for other in targets.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        result |= {(start, other) for other in seen if other != start}
    return result


ECOSYSTEMS = [
    ("cargo", "cargo", cargo, lambda root: exists(root, "Cargo.toml"), ("Cargo.toml",)),
    ("pnpm", "pnpm", pnpm, lambda root: exists(root, "pnpm-workspace.yaml"), ("package.json",)),
    ("yarn", "yarn", yarn, lambda root: exists(root, "yarn.lock") and exists(root, ".yarnrc.yml"), ("package.json",)),
    ("npm", "npm", npm, lambda root: exists(root, "package-lock.json") and exists(root, "package.json"), ("package.json",)),
    ("maven", "mvn", maven, lambda root: exists(root, "pom.xml"), ("pom.xml",)),
    ("go", "go", go, lambda root: exists(root, "go.work", "go.mod"), ("go.mod",)),
    (".NET", "dotnet", dotnet, lambda root: any(n.endswith((".sln", ".slnx")) for n in os.listdir(root)), (".csproj", ".fsproj")),
]


def shown(only, what, who):
    for one in sorted(only)[:10]:
        print(f"    {what} only in {who}: {' -> '.join(one) if isinstance(one, tuple) else one}")
    if len(only) > 10:
        print(f"    ... and {len(only) - 10} more")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--delivery", default="delivery")
    options.add_argument("checkouts", nargs="+")
    given = options.parse_args()
    # it is run in the checkouts
    delivery = [os.path.abspath(word) if os.path.exists(word) else word for word in given.delivery.split()]
    print("| repository | tool | packages | edges | equal? |\n| --- | --- | --- | --- | --- |")
    wrong = 0
    for root in given.checkouts:
        plan = json.loads(run(delivery + ["detect", "--json"], root))
        components = {one["path"]: one for one in plan["components"]}
        folder_of = {one["name"]: one["path"] for one in plan["components"]}
        for name, tool, ask, there, manifests in ECOSYSTEMS:
            if not there(root):
                continue
            ours = {path: one for path, one in components.items()
                    if any(source.endswith(manifests) for source in one["inferredFrom"])}
            edges = {(path, folder_of[d["name"]]) for path, one in ours.items() for d in one["dependsOn"]
                     if re.sub(r":\d+$", "", d["source"]).endswith(manifests)}
            label = f"| {os.path.basename(os.path.abspath(root))} | {name} "
            if not shutil.which(tool):
                print(f"{label}| {len(ours)} | {len(edges)} | {tool} is not installed |")
                continue
            try:
                theirs, their_edges = ask(root, ours)
            except (RuntimeError, KeyError, ValueError) as error:
                print(f"{label}| {len(ours)} | {len(edges)} | {tool} failed: {' '.join(str(error).split())[:160]} |")
                wrong += 1
                continue
            if name == "maven":
                edges, their_edges = closed(edges), closed(their_edges)
            same = set(ours) == theirs and edges == their_edges
            wrong += not same
            print(f"{label}| {len(theirs)} | {len(their_edges)}{' in the closure' if name == 'maven' else ''} | {'yes' if same else 'no'} |")
            shown(set(ours) - theirs, "package", "delivery")
            shown(theirs - set(ours), "package", tool)
            shown(edges - their_edges, "edge", "delivery")
            shown(their_edges - edges, "edge", tool)
            sys.stdout.flush()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
