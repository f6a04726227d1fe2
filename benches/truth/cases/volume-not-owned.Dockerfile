FROM alpine:3.20
RUN adduser -D app
COPY --chmod=755 store /usr/local/bin/store
VOLUME /data
USER app
CMD ["store", "--dir", "/data"]
