FROM debian:13-slim

RUN groupadd --gid 1200 app \
    && useradd --uid 1200 --gid 1200 --create-home --shell /usr/sbin/nologin app

WORKDIR /app
RUN chown app:app /app

COPY bin/ bin/
COPY templates/ templates/
COPY photos/ photos/

USER app
CMD ["bin/thumbs", "--photos", "photos"]
