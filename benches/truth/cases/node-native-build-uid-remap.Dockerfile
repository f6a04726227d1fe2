FROM node:22-bookworm AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production
RUN userdel -r node \
 && groupadd --gid 10001 app \
 && useradd --uid 10001 --gid app --no-log-init --create-home --shell /usr/sbin/nologin app
WORKDIR /srv/app
COPY --from=build --chown=10001:10001 /build/node_modules ./node_modules
COPY --from=build --chown=10001:10001 /build/dist ./dist
COPY --chown=10001:10001 package.json ./
USER 10001:10001
EXPOSE 8080
CMD ["node", "--enable-source-maps", "dist/server.js"]
