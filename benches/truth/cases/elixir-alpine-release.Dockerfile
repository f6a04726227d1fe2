FROM hexpm/elixir:1.17.3-erlang-27.1.2-alpine-3.20.3 AS build
RUN apk add --no-cache build-base git nodejs npm
WORKDIR /app
ENV MIX_ENV=prod
COPY mix.* ./
RUN mix do local.hex --force, local.rebar --force, deps.get, deps.compile
COPY . .
RUN mix release

FROM alpine:3.20.3
RUN apk add --no-cache libstdc++ ncurses-libs openssl
RUN adduser -D elixir
WORKDIR /home/elixir
COPY --from=build --chown=elixir:elixir /app/_build/prod/rel/shop ./
USER elixir
CMD ["bin/shop", "start"]
