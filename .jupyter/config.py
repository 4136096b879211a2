"""JupyterLab as `make lab` starts it: on these notebooks, asking nobody for news."""

from pathlib import Path

c = get_config()
c.ServerApp.root_dir = str(Path(__file__).parents[1] / "notebooks")
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
# Holds overrides.json: without it JupyterLab asks each new user whether it may fetch news.
c.LabApp.app_settings_dir = str(Path(__file__).parent)
