FROM redis:8.2
COPY --chown=redis:redis seed.rdb /data/dump.rdb
RUN gosu redis redis-check-rdb /data/dump.rdb
