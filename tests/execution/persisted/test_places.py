"""Trusted documents are read from folders and from the manifests of client tools, and checked at the start."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from gateway.errors import SettingsError
from gateway.execution.documents import DocumentReader
from gateway.execution.persisted import TrustedDocuments, read_trusted
from gateway.graph import build_schema, graphql_schema
from gateway.settings import Settings

READER = DocumentReader.of(graphql_schema(build_schema()), Settings())
TITLES = "query Titles { articles { nodes { title } } }"


def read(place: Path) -> TrustedDocuments:
    return read_trusted(place, READER)


def files(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.graphql").write_text(text)
    return folder


RELAY = {"4f1c0a": TITLES}
APOLLO = {
    "format": "apollo-persisted-query-manifest",
    "version": 1,
    "operations": [{"id": "4f1c0a", "name": "Titles", "type": "query", "body": TITLES}],
}


@pytest.mark.parametrize("manifest", [RELAY, APOLLO], ids=["relay", "apollo"])
def test_a_manifest_gives_each_document_its_id(tmp_path: Path, manifest: object) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(manifest))

    trusted = read(file)

    assert [(document.id, document.name, document.text) for document in trusted.documents] == [
        ("4f1c0a", "Titles", TITLES)
    ]
    assert set(trusted.by_id) == {"4f1c0a", sha256(TITLES.encode()).hexdigest()}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"a": 1}',
        '{"format": "apollo-persisted-query-manifest", "version": 2, "operations": []}',
        "\ud800",
    ],
)
def test_what_is_no_manifest_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))

    with pytest.raises(SettingsError, match=r"manifest\.json: this is no manifest: "):
        read(file)


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere: No such file or directory"):
        read(tmp_path / "nowhere")


def test_operations_of_a_folder_are_known_by_name_and_get_the_fragments_they_use(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    files(
        tmp_path / "shared",
        Card="fragment Card on Article { title provider { ...By } }",
        By="fragment By on Provider { name }",
        Unused="fragment Unused on Topic { name }",
    )
    files(tmp_path, Front="query Front { articles { nodes { ...Card } } }\n", Alone=TITLES)

    trusted = read(tmp_path)

    assert [document.id for document in trusted.documents] == ["Titles", "Front"]
    assert trusted.by_id["Titles"] == TITLES
    assert trusted.by_id["Front"] == (
        "query Front { articles { nodes { ...Card } } }\n"
        "fragment Card on Article { title provider { ...By } }\n"
        "fragment By on Provider { name }"
    )


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        ({"a": "query A {\n  nothing\n}"}, r"a\.graphql:2:3: Cannot query field 'nothing'"),
        ({"a": "query A {"}, r"a\.graphql:1:10: Syntax Error"),
        ({"a": "{ __typename }"}, r"a\.graphql: a file has one operation, with a name"),
        ({"a": TITLES + " query B { __typename }"}, r"a\.graphql: a file has one operation, with a name"),
        ({"a": TITLES, "b": TITLES + "\n"}, r"b\.graphql: another document has the id Titles too"),
        (
            {"a": "query A { articles { nodes { ...F } } }", "f": "\n\nfragment F on Article {\n  nothing\n}"},
            r"f\.graphql:4:3: Cannot query field 'nothing'",
        ),
        ({"f": "fragment F on Article { title }"}, "there is no operation"),
        ({"a": "query A { articles { nodes { ...G } } }"}, r"a\.graphql:1:33: Unknown fragment 'G'"),
    ],
)
def test_a_document_that_does_not_fit_is_told_with_its_place(tmp_path: Path, texts: dict[str, str], place: str) -> None:
    with pytest.raises(SettingsError, match=place):
        read(files(tmp_path, **texts))


def test_a_document_of_a_manifest_that_does_not_fit_is_told_with_its_id(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({"abc": "query A {\n nothing\n}"}))

    with pytest.raises(SettingsError, match=r"manifest\.json \(abc\):2:2: Cannot query field 'nothing'"):
        read(file)
