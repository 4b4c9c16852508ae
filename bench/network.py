"""The co-engagement network, whole programs from CSV to CSV: liaison beside a
plain C program and DuckDB, interleaved; medians of CPU seconds and peak
memory of each process.

    network.py BUILD-DIR [EVENTS [REPETITIONS]]

LIAISON_PYTHON is the Python that has duckdb (else that line is skipped).
"""
import os
import statistics
import subprocess
import sys

WINDOW, LEAST = "300", "2"
build = sys.argv[1]
events = sys.argv[2] if len(sys.argv) > 2 else "1000000"
repetitions = int(sys.argv[3]) if len(sys.argv) > 3 else 3
here = os.path.dirname(os.path.abspath(__file__))
folder = os.path.join(build, "graphs")
data = os.path.join(folder, "engagements_%s.csv" % events)


def measured(words, out):
    """CPU seconds, wall seconds, peak bytes; None if it did not work."""
    with open(out, "wb") as to:
        started = os.times().elapsed
        process = subprocess.Popen(words, stdout=to)
        _, status, used = os.wait4(process.pid, 0)
        wall = os.times().elapsed - started
    if status != 0:
        return None
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024


def edges(path):
    """Lines with the two accounts in one order, sorted."""
    with open(path) as file:
        next(file)
        return sorted(tuple(sorted(line.split(",")[:2])) +
                      (line.split(",")[2],) for line in file)


def main():
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(data):
        with open(data + ".part", "wb") as to:
            subprocess.run([os.path.join(build, "bench", "bench_engagements"),
                            events], stdout=to, check=True)
        os.rename(data + ".part", data)
    liaison = [os.path.join(build, "liaison"), "network", data, "--window",
               WINDOW, "--min-shared", LEAST, "--quiet"]
    programs = {
        "liaison, 1 thread": liaison + ["--threads", "1"],
        "liaison, 2 threads": liaison + ["--threads", "2"],
        "plain C": [os.path.join(build, "bench", "bench_window_hash"), data,
                    WINDOW, LEAST],
    }
    python = os.environ.get("LIAISON_PYTHON", ".venv/bin/python")
    found = os.path.exists(python) and subprocess.run(
        [python, "-c", "import duckdb"], stderr=subprocess.DEVNULL,
        check=False).returncode == 0
    if int(events) > 1000000:
        print("plain C and DuckDB: skipped, they run out of memory here")
        del programs["plain C"]
    elif found:
        programs["DuckDB, 1 thread"] = [
            python, os.path.join(here, "peers", "duckdb_network.py"), data,
            WINDOW, LEAST, os.path.join(folder, "duckdb.csv")]
    else:
        print("DuckDB: skipped, %s does not have the package" % python)
    figures = {name: [] for name in programs}
    for _ in range(repetitions):
        for number, (name, words) in enumerate(programs.items()):
            figure = measured(words, os.path.join(folder, "net%d" % number))
            if figure is not None:
                figures[name].append(figure)
    print("%s events, window %s s, at least %s posts, %d runs" % (
        events, WINDOW, LEAST, repetitions))
    for name, of in figures.items():
        if not of:
            print("  %-20s failed" % name)
            continue
        print("  %-20s %7.2f s CPU  %7.2f s wall  %7.0f MiB" % (
            (name,) + tuple(statistics.median(f[k] for f in of) / scale
                            for k, scale in ((0, 1), (1, 1), (2, 1 << 20)))))
    if "plain C" in programs:
        print("  edges %s" % (
            "equal" if edges(os.path.join(folder, "net0")) ==
            edges(os.path.join(folder, "net2")) else "DIFFER"))


if __name__ == "__main__":
    sys.exit(main())
