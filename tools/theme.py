"""Makes a city pack's theme.css, its colours in light and dark and its motif. `make theme PACK=packs/my-city`.

The colours come from [look] in the pack's pack.toml and the motif from its motif.svg; Designsystemet's own
tool makes the scales of each colour, so that words can be read on every one of them.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE = Path(sys.executable).parent / "node"
COLOURS = ("accent", "help", "earth", "leaf", "neutral")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise SystemExit("Which pack? make theme PACK=packs/my-city")
    pack = Path(arguments[0]).resolve()
    config = ROOT / "var" / "build" / f"{pack.name}.json"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(json.dumps(designsystemet(pack.name, colours(pack))))
    motif = pack / "motif.svg"
    if not motif.is_file():
        raise SystemExit(f"{motif} is missing: a drawing that repeats, in black, 28 units wide.")
    subprocess.run(
        [NODE, "assets/theme.mjs", config, motif, pack / "theme.css"], cwd=ROOT, check=True
    )
    print(f"{pack / 'theme.css'} is made. Load it with: cygos pack apply {arguments[0]}")
    return 0


def colours(pack: Path) -> dict[str, str]:
    """The five colours of [look]. Raises SystemExit, in a sentence, for one that is missing or not a colour."""
    try:
        look = tomllib.loads((pack / "pack.toml").read_text()).get("look", {})
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise SystemExit(f"{pack / 'pack.toml'} cannot be read: {error}") from error
    for name in COLOURS:
        if not re.fullmatch(r"#[0-9A-Fa-f]{6}", str(look.get(name, ""))):
            raise SystemExit(f"{pack / 'pack.toml'}: [look] needs {name}, written like #0A5C78.")
    return {name: look[name] for name in COLOURS}


def designsystemet(name: str, look: dict[str, str]) -> dict[str, object]:
    """The colours as Designsystemet's tool takes them."""
    slug = re.sub(r"[^a-z0-9-]+", "-", name.lower())
    return {
        "outDir": f"var/build/{slug}",
        "themes": {
            slug: {
                "colors": {
                    "main": {"accent": look["accent"]},
                    "support": {each: look[each] for each in ("help", "earth", "leaf")},
                    "neutral": look["neutral"],
                },
                "typography": {"fontFamily": "Plus Jakarta Sans"},
                "borderRadius": 8,
            }
        },
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
