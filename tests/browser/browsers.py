"""Where the browser of this computer is."""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)

MACOS_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)

WINDOWS_PLACES = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge, or None; `BROWSER_PATH` names another."""
    named = os.environ.get("BROWSER_PATH")
    found = [shutil.which(command) for command in COMMANDS]
    places = [named, *found, *_usual_places()]
    return next((place for place in places if place and Path(place).is_file()), None)


def _usual_places() -> list[str]:
    """Return where an installer puts a browser that is not on PATH."""
    if sys.platform == "darwin":
        return list(MACOS_PLACES)
    if sys.platform == "win32":
        folders = [os.environ.get(folder) for folder in WINDOWS_FOLDERS]
        return [str(Path(folder) / place) for folder in folders if folder for place in WINDOWS_PLACES]
    return []
