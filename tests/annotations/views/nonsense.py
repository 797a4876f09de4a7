"""What addresses are sent with when nobody means well."""

# PostgreSQL's integers end at 31 bits, SQLite's at 63, and Python reads no more than 4,300 digits.
NONSENSE = (
    "",
    "x",
    "-1",
    "0",
    "1.5",
    "1e9",
    "NaN",
    "²",
    "٣",
    "\0",
    "😀",
    "' OR 1=1 --",
    str(2**31),
    str(2**63),
    "9" * 19,
    "9" * 5000,
)
