"""Ten people discuss an article for an hour, and what each may see and hear of is known beforehand.

`rules.py` says what must be, of what `facts.py` names. `saying.py`, `marking.py`, `reading.py` and
`presiding.py` are what people do in their browsers. `hour.py` moves the clock and holds what the
server sends (`listening.py`) against the rules after every act; at the end `auditing.py` looks at
all of it.
"""
