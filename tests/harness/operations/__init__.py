"""Random valid operations over a content graph.

vocabulary  the values that occur in it, so that filters match and look-ups find
draft       one operation while it is being drawn
inputs      arguments: filters, orders, look-ups, as literals or variables
paging      pages, with cursors of earlier answers
selections  selection sets, fragments, directives
drawing     the strategies
"""

from tests.harness.operations.drawing import Operation, Walk, facets, filters, heard, operations, walks

__all__ = ["Operation", "Walk", "facets", "filters", "heard", "operations", "walks"]
