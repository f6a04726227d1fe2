# syntax=docker/dockerfile:1
FROM node:22-bookworm-slim
COPY --link --chown=1000:1000 dist /srv/dist
USER 1000:1000
WORKDIR /srv/dist
CMD ["node", "main.js"]
