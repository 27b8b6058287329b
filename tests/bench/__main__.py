"""The speed table: ``script/bench [NAME…]``."""

import importlib
import subprocess
import sys

import django

from ethics import embedded, folders

NAMES = ("report", "evidence")


def main(wanted):
    """Measure each; 1 when a target is missed."""
    folders.prepare(embedded.data_dir())
    with embedded.running():
        subprocess.run([sys.executable, "manage.py", "prepare"], check=True, capture_output=True)
    django.setup()
    missed = 0
    sys.stdout.write(f"{'what':<44}{'measured':>12}{'target':>10}\n")
    for name in wanted or NAMES:
        for what, measured, target, is_met in importlib.import_module(f"tests.bench.{name}").main():
            missed |= not is_met
            sys.stdout.write(
                f"{what:<44}{measured:>12}{target:>10}{'' if is_met else '  MISSED'}\n"
            )
            sys.stdout.flush()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
