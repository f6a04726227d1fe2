# syntax=docker/dockerfile:1
ARG NODE_VERSION=20.18.1
ARG PNPM_VERSION=9.15.0

FROM node:${NODE_VERSION}-alpine AS base
WORKDIR /usr/src/app
ARG PNPM_VERSION
RUN --mount=type=cache,target=/root/.npm npm install -g pnpm@${PNPM_VERSION}

FROM base AS deps
RUN --mount=type=bind,source=package.json,target=package.json \
    --mount=type=bind,source=pnpm-lock.yaml,target=pnpm-lock.yaml \
    --mount=type=cache,target=/root/.local/share/pnpm/store \
    pnpm install --prod --frozen-lockfile

FROM deps AS build
COPY . .
RUN pnpm install --frozen-lockfile && pnpm run build

FROM base AS final
ENV NODE_ENV=production
USER node
COPY package.json .
COPY --from=deps /usr/src/app/node_modules ./node_modules
COPY --from=build /usr/src/app/dist ./dist
EXPOSE 3000
CMD pnpm start
