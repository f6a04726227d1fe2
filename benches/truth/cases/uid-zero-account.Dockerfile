FROM debian:bookworm-slim
RUN useradd -o -u 0 -g 0 -M -d /srv service
COPY service /usr/local/bin/service
USER service
CMD ["service"]
