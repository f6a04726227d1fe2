FROM caddy:2.9-alpine
RUN addgroup -g 1100 caddy && adduser -D -H -u 1100 -G caddy caddy \
 && chown -R caddy:caddy /data /config
COPY Caddyfile /etc/caddy/Caddyfile
COPY site /srv
USER caddy
EXPOSE 8080
