FROM scratch

COPY thumbs /thumbs
COPY --chown=app:app photos/ /photos/

USER app
ENTRYPOINT ["/thumbs"]
