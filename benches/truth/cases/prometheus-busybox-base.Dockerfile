FROM quay.io/prometheus/busybox:glibc
COPY .build/linux-amd64/exporter /bin/exporter
EXPOSE 9100
ENTRYPOINT ["/bin/exporter"]
