FROM mariadb:11.4
ENV MARIADB_ROOT_PASSWORD=secret MARIADB_DATABASE=forum
COPY forum.sql /docker-entrypoint-initdb.d/
HEALTHCHECK --interval=10s CMD ["healthcheck.sh", "--connect", "--innodb_initialized"]
