FROM postgres:16-alpine
COPY --chown=postgres:postgres conf/postgresql.conf /etc/postgresql/postgresql.conf
COPY --chown=postgres:postgres --chmod=0600 conf/pg_hba.conf /etc/postgresql/pg_hba.conf
USER postgres
CMD ["postgres", "-c", "config_file=/etc/postgresql/postgresql.conf"]
