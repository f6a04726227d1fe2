FROM dunglas/frankenphp:1-php8.4-bookworm

ARG USER=appuser

RUN useradd ${USER} && \
    setcap CAP_NET_BIND_SERVICE=+eip /usr/local/bin/frankenphp && \
    chown -R ${USER}:${USER} /config/caddy /data/caddy

COPY . /app
USER ${USER}
