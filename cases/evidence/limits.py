"""How much of what is taken. Bytes, pixels, seconds."""

MIB = 1024 * 1024
FILE = 200 * MIB
REPORT = 1024 * MIB
FILES = 20

SECONDS = {"image": 20, "pdf": 20, "office": 20, "text": 5, "media": 120}  # by the clock
CPU_SECONDS = 30
MEMORY = 400 * MIB  # of the process that cleans
