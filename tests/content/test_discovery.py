"""The files of a content root are found in order, whatever else lies about."""

import os
from pathlib import Path

import pytest

from gateway.content.discovery import discover, read_site
from gateway.content.problems import Problem
from gateway.content.site import Site
from gateway.errors import SettingsError


def plant(root: Path, *files: str) -> None:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: A story\n---\n")


def names(root: Path) -> list[str]:
    return [found.file for found in discover(root)]


def problems(root: Path) -> list[tuple[str, str]]:
    reported: list[Problem] = []
    list(discover(root, reported.append))
    return [(problem.code, problem.file) for problem in reported]


def test_files_come_sorted_by_name_over_all_folders(tmp_path: Path) -> None:
    files = ["a/x.md", "a-b/x.md", "a.md", "a/b/x.md", "a/b.md", "_news/é.md", "_news/z.md", "Z.md"]
    plant(tmp_path, *files)

    assert names(tmp_path) == sorted(files)


def test_a_file_is_found_with_its_size_and_time(tmp_path: Path) -> None:
    plant(tmp_path, "_news/x.md")
    os.utime(tmp_path / "_news/x.md", ns=(5, 1_234_567_890_123_456_789))

    (found,) = discover(tmp_path)

    assert (found.file, found.size, found.modified_ns) == ("_news/x.md", 23, 1_234_567_890_123_456_789)


def test_what_is_no_content_is_not_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        "assets/a.md",
        "api/a.md",
        "_sponsorships/a.md",
        ".git/a.md",
        "_news/.x.md",
        "README.md",
        "_config.yml",
    )
    plant(tmp_path, "_news/a.jpg", "_news/README.md", "_news/assets/a.md")

    assert names(tmp_path) == ["_news/assets/a.md"]
    assert problems(tmp_path) == []


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path) -> None:
    plant(tmp_path, "_news/x.md/y.md")

    assert names(tmp_path) == ["_news/x.md/y.md"]


def test_links_to_files_and_to_folders_elsewhere_are_followed(tmp_path: Path) -> None:
    plant(tmp_path, "root/_news/x.md", "elsewhere/y.md", "elsewhere/deep/z.md")
    (tmp_path / "root/_shared").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "root/_news/y.md").symlink_to(tmp_path / "elsewhere/y.md")

    assert names(tmp_path / "root") == ["_news/x.md", "_news/y.md", "_shared/deep/z.md", "_shared/y.md"]


def test_links_that_lead_back_end_nowhere_and_are_reported(tmp_path: Path) -> None:
    plant(tmp_path, "root/_news/x.md")
    (tmp_path / "root/_news/again").symlink_to(tmp_path / "root", target_is_directory=True)
    (tmp_path / "root/latest").symlink_to(tmp_path / "root/_news", target_is_directory=True)

    assert names(tmp_path / "root") == ["_news/x.md"]
    assert problems(tmp_path / "root") == [("linked-folder", "_news/again"), ("linked-folder", "latest")]


def test_a_link_to_a_folder_around_the_root_is_read_once(tmp_path: Path) -> None:
    plant(tmp_path, "site/root/_news/x.md", "site/other/y.md")
    (tmp_path / "site/root/up").symlink_to(tmp_path / "site", target_is_directory=True)

    assert names(tmp_path / "site/root") == ["_news/x.md", "up/other/y.md"]


def test_links_that_lead_nowhere_are_reported(tmp_path: Path) -> None:
    plant(tmp_path, "x.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "missing")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")

    assert names(tmp_path) == ["x.md"]
    assert problems(tmp_path) == [("unreadable-file", "gone.md"), ("unreadable-file", "loop.md")]


def test_a_folder_that_cannot_be_listed_is_reported_and_the_rest_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, "_news/x.md", "_private/y.md")
    scandir = os.scandir

    def refuse(folder: object) -> object:
        if os.fspath(folder).endswith("_private"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)

    assert names(tmp_path) == ["_news/x.md"]
    assert problems(tmp_path) == [("unreadable-folder", "_private")]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    plant(tmp_path, "x.md")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text("")
    except OSError:
        pytest.skip("this file system has no such names")

    assert names(tmp_path) == ["x.md"]
    assert problems(tmp_path) == [("file-name-not-utf8", r"caf\udce9.md")]


def test_a_root_that_is_no_folder_is_an_error_and_not_an_empty_site(tmp_path: Path) -> None:
    plant(tmp_path, "x.md")

    for root in (tmp_path / "missing", tmp_path / "x.md"):
        with pytest.raises(SettingsError, match="content root"):
            discover(root)


def test_what_is_neither_file_nor_folder_is_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "zero.md").symlink_to("/dev/zero")

    assert names(tmp_path) == []
    assert problems(tmp_path) == [("unreadable-file", "pipe.md"), ("unreadable-file", "zero.md")]


@pytest.mark.parametrize(
    ("settings", "base_url"),
    [
        ("url: https://example.org\nbaseurl: /site", "https://example.org/site"),
        ("url: https://example.org/\nbaseurl: site/", "https://example.org/site"),
        ("url: https://example.org", "https://example.org"),
        ("url: https://example.org\nbaseurl:", "https://example.org"),
        ("baseurl: /site", ""),
        ("url: example.org\nbaseurl: /site", ""),
        ("title: none", ""),
        ("", ""),
    ],
)
def test_the_base_address_of_a_site_is_in_its_settings(tmp_path: Path, settings: str, base_url: str) -> None:
    (tmp_path / "_config.yml").write_text(settings)

    assert read_site(tmp_path) == Site(base_url)


def test_a_site_needs_no_settings(tmp_path: Path) -> None:
    assert read_site(tmp_path) == Site()


def test_settings_that_cannot_be_read_are_not_known(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "_config.yml")
    reported: list[Problem] = []

    assert read_site(tmp_path, reported.append) is None
    assert [(problem.code, problem.file) for problem in reported] == [("unreadable-file", "_config.yml")]


def test_broken_settings_say_nothing_and_are_reported(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text('url: "https://example.org\n')
    reported: list[Problem] = []

    assert read_site(tmp_path, reported.append) is None
    assert [(problem.code, problem.file) for problem in reported] == [("yaml-syntax", "_config.yml")]
