#!/usr/bin/env python
"""Django's command line. `demo` brings settings; every other command asks the environment."""

import os
import sys

if sys.version_info < (3, 12):
    sys.exit("Commentary needs Python 3.12 or newer. Start it with: uv run manage.py demo")

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    is_demo = sys.argv[1:2] == ["demo"]
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", "commentary.demo_settings" if is_demo else "commentary.settings"
    )
    execute_from_command_line(sys.argv)
