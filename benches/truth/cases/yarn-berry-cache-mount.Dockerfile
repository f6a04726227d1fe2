FROM node:22-bookworm-slim
RUN corepack enable
USER node
WORKDIR /home/node/app
COPY --chown=node:node .yarnrc.yml package.json yarn.lock ./
COPY --chown=node:node .yarn ./.yarn
RUN --mount=type=cache,target=/home/node/.yarn/berry/cache yarn install --immutable
COPY --chown=node:node . .
CMD ["yarn", "node", "server.js"]
