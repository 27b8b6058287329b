"""How much of what is taken. Bytes, pixels, seconds."""

MIB = 1024 * 1024
FILE = 200 * MIB
REPORT = 1024 * MIB
FILES = 20

# of the process that cleans: seconds by the clock, seconds of work, and bytes of memory of its own
SECONDS = {"image": 40, "pdf": 30, "office": 40, "old_office": 10, "text": 10, "media": 60}
CPU_SECONDS = 30
MEMORY = {
    "image": 200 * MIB, "pdf": 170 * MIB, "office": 190 * MIB, "old_office": 100 * MIB,
    "text": 190 * MIB, "media": 190 * MIB,
}  # fmt: skip
