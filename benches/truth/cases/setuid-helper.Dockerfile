FROM debian:bookworm-slim
RUN useradd -m app
COPY helper /usr/local/bin/helper
RUN chmod u+s /usr/local/bin/helper
USER app
CMD ["/usr/local/bin/helper"]
