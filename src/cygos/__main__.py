"""The `cygos` command."""

from cygos.config.commands import main

if __name__ == "__main__":
    main()
