ARG BUILDER=hexpm/elixir:1.17.3-erlang-27.1.2-debian-bookworm-20241016-slim
ARG RUNNER=debian:bookworm-slim

FROM node:20-bookworm-slim AS assets
WORKDIR /assets
COPY apps/web/assets/package*.json ./
RUN npm ci
COPY apps/web/assets ./
RUN npm run deploy

FROM ${BUILDER} AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential ca-certificates git && rm -rf /var/lib/apt/lists/*
ENV MIX_ENV=prod
WORKDIR /src
RUN mix local.hex --force && mix local.rebar --force
COPY mix.exs mix.lock ./
COPY config config
COPY apps/core/mix.exs apps/core/
COPY apps/web/mix.exs apps/web/
RUN mix deps.get --only prod && mix deps.compile
COPY apps apps
COPY --from=assets /assets/priv/static apps/web/priv/static
RUN mix do compile, phx.digest, release shop

FROM ${RUNNER}
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libncurses6 libstdc++6 locales openssl \
 && sed -i '/en_US.UTF-8/s/^# //' /etc/locale.gen && locale-gen \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --home-dir /app app
ENV LANG=en_US.UTF-8 LANGUAGE=en_US:en LC_ALL=en_US.UTF-8 PHX_SERVER=true
WORKDIR /app
COPY --from=build --chown=app:app /src/_build/prod/rel/shop ./
USER app
EXPOSE 4000
CMD ["bin/shop", "start"]
