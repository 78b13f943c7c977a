# syntax=docker/dockerfile:1
# A small image that serves what is mounted at /content. It needs no root, and writes to /data and /tmp alone.

FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY playground playground
COPY gateway gateway
RUN pip install --no-cache-dir --root-user-action=ignore --prefix=/installed ".[postgres]"

FROM python:3.13-slim
COPY --from=build /installed /usr/local
RUN useradd --system --uid 10001 --user-group --no-create-home gateway \
 && install --directory --owner=gateway --group=gateway /data /content
ENV GATEWAY_DATABASE=sqlite:////data/gateway.db \
    GATEWAY_HOST=0.0.0.0 \
    GATEWAY_PORT=8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER gateway
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=5m --start-interval=1s CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['GATEWAY_PORT'] + '/health/ready', timeout=4)"]
ENTRYPOINT ["gateway"]
CMD ["serve", "/content"]
