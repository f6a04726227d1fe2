ARG REGISTRY=registry.internal.example.com
FROM ${REGISTRY}/base/java:21
COPY --chmod=755 probe /usr/local/bin/probe
USER 10001:10001
ENTRYPOINT ["probe"]
