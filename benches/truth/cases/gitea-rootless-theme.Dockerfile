FROM gitea/gitea:1.22-rootless
COPY --chown=1000:1000 custom/ /var/lib/gitea/custom/
EXPOSE 3000 2222
