FROM debian:bookworm-slim AS build
ARG FLUTTER_VERSION=3.27.1
RUN apt-get update && apt-get install -y --no-install-recommends \
      ca-certificates \
      curl \
      git \
      unzip \
      xz-utils \
    && rm -rf /var/lib/apt/lists/*
# Flutter warns and half works as root
RUN useradd -m flutter && mkdir /opt/flutter /app && chown flutter:flutter /opt/flutter /app
USER flutter
RUN git clone --depth 1 --branch ${FLUTTER_VERSION} https://git.example.com/flutter/flutter.git /opt/flutter
ENV PATH=/opt/flutter/bin:$PATH
WORKDIR /app
COPY --chown=flutter:flutter pubspec.yaml pubspec.lock ./
RUN flutter pub get
COPY --chown=flutter:flutter . .
RUN flutter build web --release

FROM nginxinc/nginx-unprivileged:1.27
COPY --from=build /app/build/web /usr/share/nginx/html
COPY default.conf /etc/nginx/conf.d/default.conf
EXPOSE 8080
