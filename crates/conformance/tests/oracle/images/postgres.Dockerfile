# postgres:16-bookworm
# Stands in for the image: its accounts, directories and settings, made as its own Dockerfile makes them, without its programs.
# Read in https://github.com/docker-library/postgres, 16/bookworm/Dockerfile
FROM debian:bookworm-slim
RUN groupadd --system --gid 999 postgres \
    && useradd --system --gid postgres --uid 999 --home-dir /var/lib/postgresql --shell /bin/bash postgres \
    && install -d -o postgres -g postgres -m 1777 /var/lib/postgresql
RUN mkdir /docker-entrypoint-initdb.d
RUN install -d -o postgres -g postgres -m 3777 /var/run/postgresql
ENV PGDATA=/var/lib/postgresql/data
RUN install -d -o postgres -g postgres -m 1777 /var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
EXPOSE 5432
CMD ["postgres"]
