FROM debian:bookworm-slim
RUN set -eux; \
    groupadd -r -g 999 tracker; \
    useradd -r -g tracker -u 999 -d /var/lib/tracker -s /usr/sbin/nologin tracker; \
    apt-get update; \
    apt-get install -y --no-install-recommends ca-certificates gosu; \
    rm -rf /var/lib/apt/lists/*; \
    gosu nobody true; \
    install -d -o tracker -g tracker -m 0750 /var/lib/tracker
COPY tracker /usr/local/bin/
COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/
VOLUME /var/lib/tracker
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["tracker", "--listen", ":6969"]
