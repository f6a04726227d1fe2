FROM postgres:15-bookworm
USER postgres
RUN mkdir -p /var/lib/postgresql/import
COPY --chown=postgres:postgres dump.sql.gz /var/lib/postgresql/import/
ENV PGDATA=/var/lib/postgresql/pgdata
