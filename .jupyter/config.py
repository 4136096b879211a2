"""JupyterLab as `make lab` starts it: on `lab/`, with texts within reach, asking nobody for news."""

import os
from pathlib import Path

from analysis.languages.chosen import VARIABLE, language_of, system_language

# What kernels speak, as the notebooks of `lab/` do: see workspace.py.
os.environ[VARIABLE] = language_of(os.environ.get(VARIABLE, "")) or system_language()
clone = Path(__file__).resolve().parents[1]
lab = clone / "lab"
# What the list of files reaches: ROOT, else the user's home, and the clone in any case.
root = Path(os.environ.get("LAB_ROOT") or Path.home()).resolve()
if not clone.is_relative_to(root):
    root = Path(os.path.commonpath([clone, root])) if os.environ.get("LAB_ROOT") else clone

c = get_config()
c.ServerApp.root_dir = str(root)
if lab.is_dir():
    c.FileContentsManager.preferred_dir = str(lab)
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# Holds overrides.json: without it JupyterLab asks each new user whether it may fetch news.
c.LabApp.app_settings_dir = str(Path(__file__).parent)
