"""Operation to plan to statement. Pure: no I/O, no async, no Strawberry, no driver. In running order, below.

compile      the way through: `Compiler.compile` gives a `Statement`
inputs       variables and literals as parameters; the shape that a plan depends on
selection    fragments and directives: which fields are asked for
planner      fields and their marks to a plan
plan         the plan: frozen data
plan_text    a plan as text
filters      filters to predicates
predicates   predicates to SQL
lowering     what one statement shares, and what of the rows its caller may see
objects      objects and lists to SQL
events       subscriptions to SQL
pages        connections to SQL
facets       what is counted over a whole connection
counted      counts that loads keep, in place of its rows
page         a page by keyset
parted       which nodes lists have, and what nodes are, apart
beyond       what lies beyond a cursor
cursors      cursors
ids          global ids
cost         what an operation can cost
forbidden    what stands in place of a field that the caller may not read
forms        how a stored column becomes JSON
pretty       a statement's text for people
"""

from gateway.compiler.compile import Compiler, Introspect, Statement
from gateway.compiler.cost import Cost, FanOut, FanOuts
from gateway.compiler.forbidden import forbidden_scope
from gateway.compiler.inputs import shape_reader, supplied_key
from gateway.compiler.parted import MARK, WHOLE, NodeText, Parted
from gateway.compiler.plan import Alternatives, Many, ObjectPlan, One, Pages, PartPlan
from gateway.compiler.plan_text import plan_text
from gateway.compiler.planner import Limits
from gateway.compiler.pretty import pretty

__all__ = [
    "MARK",
    "WHOLE",
    "Alternatives",
    "Compiler",
    "Cost",
    "FanOut",
    "FanOuts",
    "Introspect",
    "Limits",
    "Many",
    "NodeText",
    "ObjectPlan",
    "One",
    "Pages",
    "PartPlan",
    "Parted",
    "Statement",
    "forbidden_scope",
    "plan_text",
    "pretty",
    "shape_reader",
    "supplied_key",
]
