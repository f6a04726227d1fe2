FROM nginxinc/nginx-unprivileged:1.27-bookworm
USER root
RUN apt-get update \
 && apt-get install -y --no-install-recommends openssl apache2-utils \
 && rm -rf /var/lib/apt/lists/*
USER 101
COPY nginx.conf /etc/nginx/nginx.conf
