FROM node:20-bookworm AS build
WORKDIR /usr/src/app
COPY --chown=node:node package*.json ./
COPY --chown=node:node prisma ./prisma/
RUN npm ci
COPY --chown=node:node . .
RUN npx prisma generate && npm run build
ENV NODE_ENV=production
RUN npm ci --omit=dev && npm cache clean --force

FROM node:20-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends openssl dumb-init && rm -rf /var/lib/apt/lists/*
USER node
WORKDIR /usr/src/app
COPY --chown=node:node --from=build /usr/src/app/node_modules ./node_modules
COPY --chown=node:node --from=build /usr/src/app/dist ./dist
ENTRYPOINT ["dumb-init", "--"]
CMD ["node", "dist/main.js"]
