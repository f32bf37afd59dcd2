"""One module a subcommand; see `peckham.interfaces.cli` for how one is added."""
