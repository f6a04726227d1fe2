FROM gitea/gitea:1.22
COPY custom/public/ /data/gitea/public/
COPY custom/templates/ /data/gitea/templates/
