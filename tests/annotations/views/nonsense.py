"""What addresses are sent with when nobody means well."""

# Beyond 31 bits PostgreSQL's integers end, beyond 63 SQLite's, beyond 4,300 digits Python reads none.
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
