FROM node:22-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends graphicsmagick \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src/ src/
RUN npm run build
RUN chown -R node:node /app

USER node
CMD ["node", "dist/server.js"]
