"""What workers give back comes out of its way between processes as it went in."""

import pickle
from pathlib import Path

from gateway.content.discovery import discover
from gateway.content.site import Site
from gateway.loader.parsing import Batch, Document, parse_chunk
from gateway.loader.tasks import Chunk, Task, Tasks, document_id

SEEDS = Path(__file__).parents[2] / "seeds"


def batch_of_seeds() -> Batch:
    tasks = Tasks()
    for found in discover(SEEDS, lambda problem: None):
        tasks.add(Task(document_id("", found.file), found.file, found.size, found.modified_ns, None))
    [packed] = tasks.take()
    return parse_chunk(Chunk("", str(SEEDS), Site(), packed))


def test_a_batch_is_sent_whole() -> None:
    batch = batch_of_seeds()
    taken = pickle.loads(pickle.dumps(batch))

    assert len(batch.documents) > 40
    assert len(batch.rows.mentions) > 20
    assert taken == batch
    assert {type(document) for document in taken.documents} == {Document}
    assert {type(row) for rows in taken.rows.by_article() for row in rows} == {tuple}


def test_what_says_what_it_said_is_sent_with_what_is_sealed_in_it() -> None:
    first = batch_of_seeds()
    digests = {document.id: document.digest for document in first.documents}
    tasks = Tasks()
    for found in discover(SEEDS, lambda problem: None):
        identity = document_id("", found.file)
        tasks.add(Task(identity, found.file, found.size, found.modified_ns, digests[identity]))
    [packed] = tasks.take()
    again = parse_chunk(Chunk("", str(SEEDS), Site(), packed))
    taken = pickle.loads(pickle.dumps(again))

    assert any(sealed for _, sealed in again.same)
    assert taken.same == again.same
