FROM alpine:3.20
ARG S6_OVERLAY_VERSION=3.2.0.2
ADD https://github.example.com/s6-overlay/v${S6_OVERLAY_VERSION}/s6-overlay-noarch.tar.xz /tmp
ADD https://github.example.com/s6-overlay/v${S6_OVERLAY_VERSION}/s6-overlay-x86_64.tar.xz /tmp
RUN apk add --no-cache nginx php83-fpm xz \
 && tar -C / -Jxpf /tmp/s6-overlay-noarch.tar.xz \
 && tar -C / -Jxpf /tmp/s6-overlay-x86_64.tar.xz \
 && rm /tmp/s6-overlay-*.tar.xz
COPY rootfs/ /
EXPOSE 80
ENTRYPOINT ["/init"]
