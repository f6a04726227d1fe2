ARG PY_VERSION=3.11
FROM python:${PY_VERSION}-slim-bookworm AS base

RUN apt-get update \
  && apt-get dist-upgrade -y \
  && apt-get install -y --no-install-recommends \
    build-essential \
    ca-certificates \
    git \
    libpq-dev \
    ssh-client \
  && apt-get clean \
  && rm -rf /var/lib/apt/lists/* /tmp/* /var/tmp/*

ENV PYTHONIOENCODING=utf-8
ENV LANG=C.UTF-8

RUN python -m pip install --upgrade "pip==24.0" "setuptools==69.2.0" "wheel==0.43.0" --no-cache-dir

FROM base AS dbt
ARG DBT_VERSION=1.9.1
RUN python -m pip install --no-cache-dir \
    "dbt-core==${DBT_VERSION}" \
    "dbt-postgres~=1.9.0" \
    "dbt-snowflake~=1.9.0"

RUN groupadd --gid 1010 dbt && useradd --uid 1010 --gid dbt --create-home dbt
WORKDIR /usr/app
COPY --chown=dbt:dbt dbt_project.yml packages.yml profiles.yml ./
COPY --chown=dbt:dbt models ./models
COPY --chown=dbt:dbt macros ./macros
RUN chown dbt:dbt /usr/app
USER dbt
RUN dbt deps
ENTRYPOINT ["dbt"]
CMD ["build"]
