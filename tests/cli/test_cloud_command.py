import pytest
from commands import run
from conftest import SEED


@pytest.mark.parametrize(
    "options",
    [
        ["--measure", "keyness", "--colour", "section"],
        ["--measure", "tf-idf", "--colour", "part-of-speech", "--mask", "circle", "--dark"],
        ["--measure", "count", "--colour", "change", "--pair"],
    ],
)
def test_cloud_draws_what_it_says(tmp_path, options):
    path = tmp_path / "cloud.svg"
    shown = run("cloud", SEED, "-o", path, "-n", 60, *options)
    assert shown.exit_code == 0
    assert "The 60 largest terms, the height of each in proportion to its " in shown.stdout
    assert path.read_text("utf-8").count("</text>") >= 60


def test_cloud_names_what_it_left_out(tmp_path):
    shown = run("cloud", SEED, "-o", tmp_path / "cloud.png", "--measure", "count", "-n", 2000, "--size", "300x200")
    assert shown.exit_code == 0
    assert "more would be too small to read." in shown.stdout
    assert "Left out: " in shown.stdout


@pytest.mark.parametrize(
    ("output", "options", "said"),
    [
        ("cloud.gif", [], "cloud.gif: a picture is saved as .png, .svg, .pdf"),
        ("none/cloud.png", [], "cloud.png: No such file or directory"),
        ("cloud.png", ["--mask", "heart"], "mask: heart: neither a file nor one of circle, ellipse, diamond"),
        ("cloud.png", ["--size", "1600xfoox900"], "'1600xfoox900' is not such as 1600x900"),
        ("cloud.png", ["--pair", "--raw"], "--pair draws both texts"),
    ],
)
def test_cloud_says_in_one_line_what_is_wrong_and_writes_nothing(tmp_path, output, options, said):
    shown = run("cloud", SEED, "-o", tmp_path / output, *options)
    assert shown.exit_code != 0
    assert said in shown.stderr
    assert list(tmp_path.iterdir()) == []
