FROM debian:bookworm-slim
RUN useradd -m bot
COPY --chown=bot:bot --chmod=755 run.sh /opt/bot/run.sh
COPY --chown=bot:bot lib/ /opt/bot/lib/
CMD ["/opt/bot/run.sh"]
