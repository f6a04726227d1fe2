FROM node:22-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick \
    && rm -rf /var/lib/apt/lists/*

USER node
WORKDIR /app
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
COPY --chown=node:node src/ src/
RUN npm run build

CMD ["node", "dist/server.js"]
