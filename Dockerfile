# The image holds the bot and what it needs to run, pinned by hash; neither the demo's packages nor build tools.

FROM python:3.11-slim-trixie AS build
WORKDIR /src
COPY locks/build.txt locks/run.txt locks/
RUN pip install --no-cache-dir --require-hashes --requirement locks/build.txt
RUN python -m venv --without-pip /opt/alliance \
    && pip --python /opt/alliance/bin/python install --no-cache-dir --require-hashes --requirement locks/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY storage storage
COPY migrations migrations
COPY sandbox sandbox
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir dist . \
    && pip --python /opt/alliance/bin/python install --no-cache-dir --no-deps dist/*.whl

FROM python:3.11-slim-trixie
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data alliance \
    && mkdir /data \
    && chown 10001:10001 /data
COPY --from=build /opt/alliance /opt/alliance
ENV PATH=/opt/alliance/bin:$PATH \
    DATABASE_URL=sqlite:////data/alliance.db \
    HOST=0.0.0.0 \
    PORT=3000
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=3)"]
ENTRYPOINT ["alliance"]
CMD ["run"]
