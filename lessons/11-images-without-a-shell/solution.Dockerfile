FROM scratch

COPY thumbs /thumbs
COPY --chown=65532:65532 photos/ /photos/

USER 65532:65532
ENTRYPOINT ["/thumbs"]
