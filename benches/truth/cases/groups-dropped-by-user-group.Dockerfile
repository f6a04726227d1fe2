FROM debian:bookworm-slim
RUN groupadd -g 3000 media && useradd -m -u 1000 -G media app
RUN install -d -o root -g media -m 2770 /media/library
COPY scan /usr/local/bin/scan
USER app:app
CMD ["scan", "/media/library"]
