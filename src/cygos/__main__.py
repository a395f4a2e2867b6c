"""The `cygos` command."""

from cygos.config.stopping import wish


def main() -> None:
    """Run one command and leave with its exit code."""
    wish.listen()  # before the rest is loaded, which takes a moment
    try:
        from cygos.config import commands  # noqa: PLC0415
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    commands.main()


if __name__ == "__main__":
    main()
