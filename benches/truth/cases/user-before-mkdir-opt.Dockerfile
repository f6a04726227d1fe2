FROM debian:trixie-slim
RUN useradd --create-home --uid 1500 svc
USER svc
RUN mkdir /opt/svc && echo "mode=prod" > /opt/svc/env
CMD ["sleep", "infinity"]
