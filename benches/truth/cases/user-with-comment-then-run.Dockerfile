FROM debian:bookworm-slim
RUN useradd -m app
USER app # switch
RUN id -un && touch ~/ready
CMD ["bash"]
