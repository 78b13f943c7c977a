"""Runs operations: one `OperationRequest` in, one `Answer` out, and one statement between. In running order, below.

gateway        the way through: `Gateway.answer`
observed       the same, counted, timed and traced
running        a statement run, and its answer
edition        the content as some callers see it
operation      what comes in and goes out
persisted      documents that are named instead of sent
prepared       parsed, validated and compiled operations, remembered
remembering    a cache with weights, that counts who finds something
apart          what takes long in Python, done on a thread
documents      GraphQL documents, read
limits         what an operation may be
variables      variables, coerced
tags           names for answers, by which a client's copy is known
answers        what statements gave, kept while the content stays as it is
nodes          nodes of lists, remembered
catching_up    waiting for a snapshot that a client has seen elsewhere
introspection  `__schema` and `__type`
decoding       JSON of answers as values, while others go on
forbidden      fields that the caller may not read
mutations      what is done before a mutation is answered
incremental    `@defer` and `@stream`
live           what subscribers are told
responses      JSON bodies
explain        how an operation is answered
"""

from gateway.execution.explain import Explanation
from gateway.execution.gateway import Gateway
from gateway.execution.observed import ObservedGateway
from gateway.execution.operation import Answer, AnswerKind, OperationRequest

__all__ = ["Answer", "AnswerKind", "Explanation", "Gateway", "ObservedGateway", "OperationRequest"]
