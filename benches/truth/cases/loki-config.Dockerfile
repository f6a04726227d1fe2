FROM grafana/loki:2.9.11
COPY loki.yaml /etc/loki/local-config.yaml
