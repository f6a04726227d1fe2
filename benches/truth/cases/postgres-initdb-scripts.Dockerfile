FROM postgres:17-bookworm
ENV POSTGRES_DB=orders
COPY initdb/*.sql /docker-entrypoint-initdb.d/
COPY --chmod=755 initdb/00-roles.sh /docker-entrypoint-initdb.d/
