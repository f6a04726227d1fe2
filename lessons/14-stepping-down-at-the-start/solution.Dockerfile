FROM redis:8

COPY --chown=root:redis --chmod=0640 redis.conf /etc/redis.conf

CMD ["redis-server", "/etc/redis.conf"]
