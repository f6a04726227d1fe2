FROM alpine:3.20
RUN adduser -D app && install -d -o app -g app -m 0750 /data
COPY --chmod=755 store /usr/local/bin/store
VOLUME /data
USER app
CMD ["store", "--dir", "/data"]
