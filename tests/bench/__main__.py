"""The speed table: ``script/bench [NAME…] [--complaints N]``."""

import argparse
import importlib
import subprocess
import sys

import django

from ethics import embedded, folders

NAMES = ("report", "evidence", "desk")


def main(arguments):
    """Measure each; 1 when a target is missed."""
    reader = argparse.ArgumentParser(prog="script/bench")
    reader.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    reader.add_argument("--complaints", type=int, default=100_000, help="of the desk; 1000000 for the targets")  # fmt: skip
    wanted = reader.parse_args(arguments)
    folders.prepare(embedded.data_dir())
    with embedded.running():
        subprocess.run([sys.executable, "manage.py", "prepare"], check=True, capture_output=True)
    django.setup()
    missed = 0
    sys.stdout.write(f"{'what':<52}{'measured':>14}{'target':>10}\n")
    for name in wanted.names or NAMES:
        given = {"complaints": wanted.complaints} if name == "desk" else {}
        rows = importlib.import_module(f"tests.bench.{name}").main(**given)
        for what, measured, target, is_met in rows:
            missed |= not is_met
            sys.stdout.write(
                f"{what:<52}{measured:>14}{target:>10}{'' if is_met else '  MISSED'}\n"
            )
            sys.stdout.flush()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
