"""What is seen from outside of a gateway at work: figures, request ids, slow operations and traces.

catalog     every metric: its name, kind and labels
figures     figures of one process, and of several together
metrics     what a process counts while it works
naming      which names of operations are told, since clients make them up
exposition  figures as Prometheus reads them
processes   memory, time and files of processes
requests    the request that is being answered: its id, and who counts its errors
operations  the operation that is being answered: how long it takes, and what it was
slow        operations that take long, as lines of the log
spans       traces: where a span begins and ends; nothing where they are off
otel        spans by OpenTelemetry; imported only where traces are on
"""

from gateway.observing.figures import Figures
from gateway.observing.metrics import Metrics

__all__ = ["Figures", "Metrics"]
