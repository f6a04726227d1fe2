# syntax=docker/dockerfile:1.7
FROM python:3.12-slim-bookworm AS base

RUN groupadd -r tracker --gid 999 && useradd -r -m -g tracker --uid 999 tracker

ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1

ENV GOSU_VERSION=1.17
RUN set -eux; \
    apt-get update; \
    apt-get install -y --no-install-recommends ca-certificates gnupg wget; \
    dpkgArch="$(dpkg --print-architecture | awk -F- '{ print $NF }')"; \
    wget -O /usr/local/bin/gosu "https://downloads.example.com/gosu/$GOSU_VERSION/gosu-$dpkgArch"; \
    chmod +x /usr/local/bin/gosu; \
    gosu nobody true; \
    apt-get purge -y --auto-remove gnupg wget; \
    rm -rf /var/lib/apt/lists/*

FROM base AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
      build-essential \
      libffi-dev \
      libpq-dev \
      libxmlsec1-dev \
      pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /wheels
COPY requirements-frozen.txt .
RUN pip wheel -r requirements-frozen.txt

FROM base
RUN apt-get update && apt-get install -y --no-install-recommends \
      libpq5 \
      libxmlsec1-openssl \
      tini \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN pip install --no-index --find-links=/wheels /wheels/*.whl && rm -rf /wheels

ENV TRACKER_CONF=/etc/tracker FILESTORE=/data/files
RUN mkdir -p $TRACKER_CONF $FILESTORE && chown -R tracker:tracker /data
COPY config/ /etc/tracker/
COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/
VOLUME /data
EXPOSE 9000
ENTRYPOINT ["tini", "--", "docker-entrypoint.sh"]
CMD ["tracker", "run", "web"]
