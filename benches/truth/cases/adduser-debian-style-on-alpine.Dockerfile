FROM alpine:3.20
RUN adduser --system --group --disabled-login app
COPY --chmod=755 app /usr/local/bin/app
USER app
CMD ["app"]
