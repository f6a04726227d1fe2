FROM debian:bookworm-slim
RUN groupadd -g 2000 app && useradd -u 2000 -g app -m app
COPY service /opt/service
USER app
RUN chown -R app:app /opt/service
CMD ["/opt/service/run"]
