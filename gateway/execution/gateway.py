"""The gateway: from one operation to its answer, by one statement."""

from typing import Self

from graphql import OperationType

from gateway.compiler import Compiler, Limits
from gateway.errors import InternalError, RequestError, StoreError
from gateway.execution.apart import Apart
from gateway.execution.documents import DocumentError, DocumentReader
from gateway.execution.edition import Edition
from gateway.execution.explain import Explanation, explain_statement
from gateway.execution.incremental import Delivery, Splitter
from gateway.execution.introspection import introspector
from gateway.execution.limits import VariableLimits
from gateway.execution.live import FROM_POSITION, FROM_START, Allowance, Events, Subscriber
from gateway.execution.mutations import NOTHING_DONE, Reload, perform, refused_fields
from gateway.execution.operation import Answer, OperationRequest
from gateway.execution.persisted import ASK_AGAIN, lookup_of
from gateway.execution.prepared import Kept, PreparedOperation, Preparer
from gateway.execution.responses import errors_body, refused_body
from gateway.execution.running import run
from gateway.graph import UNPUBLISHED_HIDDEN, build_schema, graphql_schema, marks_of
from gateway.marks import NOTHING_HIDDEN
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store

__all__ = ["Gateway"]


class Gateway:
    """Answers operations over one store. Made once, before the first request.

    Where unpublished stories are hidden the store must have a public edition, which all callers without the scope
    PREVIEW are answered from.
    """

    def __init__(self, store: Store, settings: Settings, reload: Reload | None = None) -> None:
        schema = graphql_schema(build_schema(is_federated=settings.federation))
        reader = DocumentReader.of(schema, settings)
        compiler = Compiler(
            schema=schema,
            catalog=marks_of(schema),
            dialect=store.dialect,
            introspect=introspector(schema),
            limits=Limits(
                depth=settings.max_depth,
                fields=settings.max_fields,
                conditions=settings.max_conditions,
                root_fields=settings.max_root_fields,
            ),
            hidden=UNPUBLISHED_HIDDEN if settings.unpublished == "hidden" else NOTHING_HIDDEN,
        )
        self._reload = reload
        reads = max(1, settings.readers // 2)
        self._allowance = Allowance(max_subscriptions=settings.max_subscriptions, max_reads=reads)
        kept_bytes = settings.answer_cache_bytes, settings.node_cache_bytes
        self._whole = Edition(store, self._allowance, settings.max_cost, *kept_bytes)
        self._public = self._whole
        if settings.unpublished == "hidden":
            if store.public is None:
                raise InternalError("stories are hidden, and there is no public edition", site="no-public-edition")
            self._public = Edition(store.public, self._allowance, settings.max_cost, *kept_bytes)
        self._prepares, self._takes_apart = Apart("prepare"), Apart("take-apart")
        kept = Kept(
            compiler, self._prepares, self._takes_apart, has_parts=store.can_work and settings.node_cache_bytes > 0
        )
        self._preparer = Preparer(reader, kept, VariableLimits.of(settings), settings.plan_cache_size)
        self._lookup = lookup_of(settings, reader)
        self._splitter = Splitter()

    async def answer(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Answer:
        """The response to one operation; every mistake of the caller's is in it.

        Raises:
            StoreError: when the database cannot answer.
        """
        try:
            prepared = await self._prepare(request, scopes)
            if prepared.kind is not OperationType.QUERY:
                return await self._mutate(prepared, request, scopes)
            bound = await prepared.bind(request.variables or {}, scopes)
            return await run(self._edition(scopes), self._takes_apart, bound, request)
        except DocumentError as error:
            return Answer(errors_body(error.errors), "request_error", allow_get=not error.is_of_other_kind)
        except RequestError as error:
            return refused(error)

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Subscriber | Answer:
        """Begin an operation: a subscription gives its responses as they come, everything else its one answer.

        Raises:
            StoreError: when the database cannot answer.
        """
        try:
            prepared = await self._prepare(request, scopes)
            if prepared.kind is not OperationType.SUBSCRIPTION:
                return await self.answer(request, scopes)
            bound = await prepared.bind(request.variables or {}, scopes, FROM_POSITION)
            edition = self._edition(scopes)
            await edition.require_content()
            edition.require_affordable(bound)
            return await edition.feed.subscribe(Events.of(bound.statement, bound.parameters))
        except DocumentError as error:
            return Answer(errors_body(error.errors), "request_error")
        except RequestError as error:
            return refused(error)

    async def deliver(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Delivery | Answer:
        """Begin a query in parts, as `@defer` and `@stream` in it say; everything else has its one answer.

        Raises:
            StoreError: when the database cannot answer.
        """
        try:
            prepared = await self._prepare(request, scopes)
            is_query = prepared.kind is OperationType.QUERY
            bound = await self._splitter.bind(prepared, request.variables or {}, scopes) if is_query else None
            if bound is None:
                return await self.answer(request, scopes)
            edition = self._edition(scopes)
            await edition.require_content()
            cost = edition.require_affordable(*bound.statements)
        except DocumentError as error:
            return Answer(errors_body(error.errors), "request_error")
        except RequestError as error:
            return refused(error)
        statements = [(each.statement.text, each.parameters) for each in bound.statements]
        answers = edition.store.fetch_each(statements, is_heavy=edition.is_heavy(cost))
        return Delivery(bound.split, answers, self._takes_apart)

    @property
    def examples(self) -> list[str]:
        """The documents of the site's clients, trusted or not."""
        return [document.text for document in self._lookup.documents]

    @property
    def subscriptions(self) -> int:
        """How many there are now."""
        return self._allowance.taken

    def look(self) -> None:
        """Look for changes now, which something has loaded: subscribers need not wait for the next look."""
        for edition in self._editions:
            edition.feed.look()

    async def _prepare(self, request: OperationRequest, scopes: Scopes) -> PreparedOperation:
        """The operation that is meant; nearly always it is sent whole, and has been met before."""
        if request.document is None and not self._lookup.is_trust_required:
            return await self._preparer.prepare(request.query, request.operation_name)
        prepared = await self._preparer.prepare(self._lookup.text_of(request, scopes), request.operation_name)
        self._lookup.keep(request)
        return prepared

    async def _mutate(self, prepared: PreparedOperation, request: OperationRequest, scopes: Scopes) -> Answer:
        """Do what a mutation asks for, then answer it as a query is answered."""
        refuse_kind(prepared.kind, request)
        variables = request.variables or {}
        statement = (await prepared.bind(variables, scopes, NOTHING_DONE)).statement
        refused = refused_fields(statement)
        if refused:
            return Answer(refused_body(refused))
        try:
            done = await perform(statement, self._reload)
        except RequestError as error:
            return Answer(refused_body([error]))
        bound = await prepared.bind(variables, scopes, done)
        return await run(self._edition(scopes), self._takes_apart, bound, request)

    async def explain(
        self, request: OperationRequest, scopes: Scopes = NO_SCOPES, *, is_measured: bool = False
    ) -> Explanation:
        """How an operation is answered: its plan, its statement, and what the database makes of it.

        Nothing is done for a mutation. With `is_measured` a query is run, to tell what it gives and how long it takes.

        Raises:
            RequestError: when the operation cannot be executed.
            StoreError: when the database cannot answer.
        """
        try:
            prepared = await self._prepare(request, scopes)
            bound = await prepared.bind(request.variables or {}, scopes, {**NOTHING_DONE, **FROM_START})
        except DocumentError as error:
            raise error.as_one() from None
        edition = self._edition(scopes)
        cost = edition.cost_of(bound) if await edition.has_content() else None
        is_query = is_measured and prepared.kind is OperationType.QUERY
        is_run = is_query and cost is not None and edition.is_affordable(cost)
        return await explain_statement(edition.store, bound, cost, is_measured=is_run)

    async def is_ready(self) -> bool:
        """Whether there is content to answer from."""
        try:
            for edition in self._editions:
                await edition.read_known()
        except StoreError:
            return False
        return True

    async def close(self) -> None:
        """End all subscriptions and close the store."""
        self._prepares.close()
        self._takes_apart.close()
        for edition in self._editions:
            await edition.feed.close()
        await self._whole.store.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _edition(self, scopes: Scopes) -> Edition:
        """What a caller is answered from."""
        return self._whole if Scope.PREVIEW in scopes else self._public

    @property
    def _editions(self) -> tuple[Edition, ...]:
        return (self._whole,) if self._public is self._whole else (self._whole, self._public)


def refused(error: RequestError) -> Answer:
    """Answer an operation that is not executed."""
    return Answer(errors_body([error]), "ask_again" if error.code in ASK_AGAIN else "request_error")


def refuse_kind(kind: OperationType, request: OperationRequest) -> None:
    """Refuse a subscription, which is no one answer, and a mutation asked for in a way that must not change anything.

    Raises:
        DocumentError: always of another kind than the request allows.
    """
    if kind is OperationType.MUTATION and not request.is_safe:
        return
    stream = "Ask over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`."
    hint = stream if kind is OperationType.SUBSCRIPTION else "Use POST."
    message = f"A {kind.value} is not possible here."
    raise DocumentError([RequestError(message, code="OPERATION_RESOLUTION_FAILURE", hint=hint)], is_of_other_kind=True)
