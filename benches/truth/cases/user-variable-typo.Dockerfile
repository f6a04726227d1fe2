FROM alpine:3.20
ARG RUN_AS=10001
RUN adduser -D -u ${RUN_AS} app
COPY --chmod=755 app /usr/local/bin/app
USER ${RUNAS}
ENTRYPOINT ["app"]
