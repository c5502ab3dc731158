"""Trails between huts."""

TRAILS = {
    "valley": ["meadow", "bridge"],
    "meadow": ["valley", "ridge"],
    "bridge": ["valley", "gorge"],
    "ridge": ["meadow", "summit"],
    "gorge": ["bridge"],
    "summit": [],
    "island": [],
}
