FROM apache/kafka:3.9.0
COPY --chown=appuser:appuser server.properties /mnt/shared/config/server.properties
EXPOSE 9092 9093
