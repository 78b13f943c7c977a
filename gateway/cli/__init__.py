"""The command `gateway`: one subcommand a file, each thin.

- `main.py`: the command itself, and what every subcommand has
- `serve.py`, `load.py`, `check.py`, `doctor.py`, `backup.py`, `restore.py`: those that people run a site with
- `explain.py`, `operations.py`, `schema.py`, `key.py`: the others
- `options.py`: settings as flags, content roots as arguments
- `progress_display.py`: how far a load is, as bars or as lines
- `progress_bars.py`: the bars
- `failures.py`: the one table from errors to exit codes
"""
