ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-alpine AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npx nuxi build

FROM node:${NODE_VERSION}-alpine
ENV NODE_ENV=production
WORKDIR /src
COPY --from=build --chown=node:node /src/.output /src/.output
USER node
EXPOSE 3000
CMD ["node", ".output/server/index.mjs"]
