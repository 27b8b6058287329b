"""The long proofs, one after the other: ``script/prove [NAME…]``."""

import importlib
import sys
import time

import django

NAMES = ("codes", "hurry", "uploads", "flood", "kills", "likeness", "access", "races")


def main(wanted):
    """Run each; 1 when one did not hold."""
    django.setup()
    failed = 0
    for name in wanted or NAMES:
        began = time.monotonic()
        try:
            words = importlib.import_module(f"tests.prove.{name}").main()
        except AssertionError as failure:
            failed, words = 1, f"DOES NOT HOLD: {failure}"
        sys.stdout.write(f"{name} ({time.monotonic() - began:.0f} s): {words}\n")
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
