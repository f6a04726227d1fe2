FROM redis:7.4-alpine
USER redis
RUN touch /data/.keep
COPY --chown=redis:redis redis.conf /data/redis.conf
CMD ["redis-server", "/data/redis.conf"]
