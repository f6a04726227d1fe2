FROM docker.io/nginxinc/nginx-unprivileged:1.27
COPY --chown=101:101 conf.d/ /etc/nginx/conf.d/
COPY site/ /usr/share/nginx/html/
EXPOSE 8080
HEALTHCHECK --interval=30s CMD curl -fsS http://localhost:8080/healthz || exit 1
