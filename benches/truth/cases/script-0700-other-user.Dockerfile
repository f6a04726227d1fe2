FROM debian:bookworm-slim
RUN useradd app
COPY --chmod=700 start.sh /start.sh
USER app
CMD ["/start.sh"]
