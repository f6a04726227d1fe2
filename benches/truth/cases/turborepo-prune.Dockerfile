FROM node:20-alpine AS base
RUN apk update && apk add --no-cache libc6-compat

FROM base AS builder
WORKDIR /app
RUN yarn global add turbo@^2
COPY . .
RUN turbo prune api --docker

FROM base AS installer
WORKDIR /app
COPY --from=builder /app/out/json/ .
RUN yarn install --frozen-lockfile
COPY --from=builder /app/out/full/ .
RUN yarn turbo run build

FROM base AS runner
WORKDIR /app
RUN addgroup --system --gid 1001 nestjs \
 && adduser --system --uid 1001 -G nestjs nestjs
USER nestjs
COPY --from=installer --chown=nestjs:nestjs /app .
CMD ["node", "apps/api/dist/main.js"]
