FROM influxdb:2.7
COPY --chmod=755 scripts/ /docker-entrypoint-initdb.d/
ENV DOCKER_INFLUXDB_INIT_MODE=setup
