FROM traefik:v3.3
RUN mkdir -p /acme && chown 65532:65532 /acme && chmod 700 /acme
COPY traefik.yml /etc/traefik/traefik.yml
VOLUME /acme
USER 65532:65532
EXPOSE 8000 8443
