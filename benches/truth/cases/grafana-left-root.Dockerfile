FROM grafana/grafana-oss:11.3.1
USER root
RUN apk add --no-cache bash curl
COPY entry.sh /entry.sh
RUN chmod +x /entry.sh
ENTRYPOINT ["/entry.sh"]
