FROM python:3.11-slim-bookworm

RUN apt-get update \
  && apt-get install -y --no-install-recommends git \
  && rm -rf /var/lib/apt/lists/*

RUN pip install --no-cache-dir "dbt-core==1.9.1" "dbt-bigquery~=1.9.0"

RUN useradd --create-home --uid 1010 dbt
WORKDIR /usr/app
COPY . .
ENV DBT_PROFILES_DIR=/usr/app
USER dbt
RUN dbt deps
ENTRYPOINT ["dbt", "run"]
