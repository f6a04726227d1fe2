FROM postgres:16-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends postgresql-16-pgvector postgresql-16-cron \
 && rm -rf /var/lib/apt/lists/*
ENV POSTGRES_PASSWORD=changeme
CMD ["postgres", "-c", "shared_preload_libraries=pg_cron"]
