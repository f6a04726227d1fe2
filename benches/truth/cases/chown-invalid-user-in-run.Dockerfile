FROM debian:bookworm-slim
WORKDIR /srv/www
COPY site/ .
RUN chown -R deploy:deploy /srv/www
CMD ["sleep", "infinity"]
