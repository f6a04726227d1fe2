FROM erlang:27-alpine AS builder
WORKDIR /buildroot
COPY . .
RUN rebar3 as prod release

FROM alpine:3.21
RUN apk add --no-cache openssl ncurses-libs libstdc++
COPY --from=builder /buildroot/_build/prod/rel/broker /broker
EXPOSE 5555
CMD ["/broker/bin/broker", "foreground"]
