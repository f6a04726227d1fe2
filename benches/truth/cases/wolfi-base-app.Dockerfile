FROM cgr.dev/chainguard/wolfi-base:latest
RUN apk add --no-cache openjdk-21-jre tini
WORKDIR /srv
COPY --chown=nonroot:nonroot target/app.jar .
USER nonroot
ENTRYPOINT ["tini", "--", "java", "-jar", "app.jar"]
