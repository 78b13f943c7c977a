"""Which stories are suggested for a story: every pair is looked at, by the rules of docs/suggestions.md.

Only how alike two stories are is taken from the gateway: the words of a text, the weight of a term and the score.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from gateway.content.identity import topic_id
from gateway.suggestions import scoring
from gateway.suggestions.terms import is_topic, text_terms, topic_terms
from tests.harness.oracle.graph import Article

__all__ = ["suggest_all"]

_LISTED: Final = 20
_SHARES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


def suggest_all(articles: Iterable[Article]) -> None:
    """Gives every article its suggestions, the best first. Removed ones have none and are none."""
    readers = [article for article in articles if article.status != "REMOVED"]
    terms = {article.id: _terms(article) for article in readers}
    counted = Counter(term for article in readers for term in terms[article.id])
    frequency = {term: count << scoring.shift(len(readers)) for term, count in counted.items()}
    for reader in readers:
        named = {reader.id, *(other.id for other in reader.related)}
        scores: dict[str, int] = {}
        for other in (article for article in readers if article.source == reader.source):
            common = terms[reader.id] & terms[other.id]
            if other.id not in named and any(frequency[term] < scoring.FREQUENT for term in common):
                shared = sum(_weight(term, frequency[term]) for term in common)
                scores[other.id] = scoring.score(shared, _seconds(reader), _seconds(other))
        reader.suggested = _spread(readers, scores)


def _terms(article: Article) -> set[int]:
    topics = (topic_id(article.source, name) for name in article.topic_names)
    return text_terms(article.source, article.title, article.excerpt) | topic_terms(topics)


def _weight(term: int, frequency: int) -> int:
    if is_topic(term) and frequency >= scoring.FREQUENT:
        return scoring.FREQUENT_TOPIC
    return scoring.weight(term, frequency)


def _seconds(article: Article) -> int:
    if article.published_at is None:
        return scoring.UNDATED
    return int((datetime.fromisoformat(article.published_at) - datetime(1, 1, 1)).total_seconds())  # noqa: DTZ001


def _spread(readers: Iterable[Article], scores: Mapping[str, int]) -> list[tuple[Article, float]]:
    """Each further story of a provider keeps a smaller share of its score; then the best of all."""
    likely = [article for article in readers if scores.get(article.id, 0) >= scoring.LEAST_SCORE]
    taken: dict[str, int] = defaultdict(int)
    left: list[tuple[int, str, Article]] = []
    for article in sorted(likely, key=lambda article: (-scores[article.id], article.path)):
        share = 1.0
        if article.provider is not None:
            share = _SHARES[min(taken[article.provider.id], len(_SHARES) - 1)]
            taken[article.provider.id] += 1
        left.append((-(scores[article.id] * round(share * 10) // 10), article.path, article))
    left.sort(key=lambda each: each[:2])
    return [(article, -lack / scoring.WHOLE) for lack, _, article in left[:_LISTED]]
