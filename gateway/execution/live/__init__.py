"""Subscriptions: what the log of changes has for each subscriber, brought to it after each load. In running order.

feed        all subscriptions of one store, and when to look into the log
channel     those of one statement with the same parameters, which share what is read
subscriber  one of them: where it is in the log, and what waits for its reader, within a bound
change_log  how far the log goes
"""

from gateway.execution.live.change_log import no_content
from gateway.execution.live.channel import FROM_POSITION, FROM_START, Events
from gateway.execution.live.feed import Allowance, Feed
from gateway.execution.live.subscriber import Subscriber

__all__ = ["FROM_POSITION", "FROM_START", "Allowance", "Events", "Feed", "Subscriber", "no_content"]
