FROM node:22-bookworm-slim AS build
USER node
WORKDIR /home/node/build
COPY --chown=node:node . .
RUN npm ci && npm run build

FROM node:22-bookworm-slim
COPY --from=build /home/node/build/dist /app
CMD ["node", "/app/main.js"]
