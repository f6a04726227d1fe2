FROM debian:bookworm-slim

RUN dpkg --add-architecture i386 \
 && apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates \
      curl \
      lib32gcc-s1 \
      lib32stdc++6 \
      locales \
 && rm -rf /var/lib/apt/lists/* \
 && useradd -m -s /bin/bash steam

USER steam
ENV HOME=/home/steam STEAMCMD=/home/steam/steamcmd
RUN mkdir -p "$STEAMCMD" \
 && curl -fsSL https://steamcdn.example.com/client/installer/steamcmd_linux.tar.gz | tar -xz -C "$STEAMCMD"

WORKDIR /home/steam/server
COPY --chown=steam:steam --chmod=755 run.sh /home/steam/run.sh
COPY --chown=steam:steam cfg/ ./cfg/
EXPOSE 27015/udp 27015/tcp
CMD ["/home/steam/run.sh"]
