"""What one operation may be, found out before it runs and in time that grows with its length alone.

documents  how much a document says
variables  how much is given with it
cost       how much its answer has
"""

from gateway.execution.limits.cost import objects_in
from gateway.execution.limits.documents import DocumentLimits, fragments_of
from gateway.execution.limits.variables import VariableLimits

__all__ = ["DocumentLimits", "VariableLimits", "fragments_of", "objects_in"]
