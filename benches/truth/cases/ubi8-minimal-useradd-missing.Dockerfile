FROM registry.access.redhat.com/ubi8/ubi-minimal:8.10
RUN useradd -u 1001 -m svc
COPY bin/svc /usr/local/bin/svc
USER svc
CMD ["svc"]
