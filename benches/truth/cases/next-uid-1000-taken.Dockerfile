FROM node:20-alpine AS builder
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM node:20-alpine
WORKDIR /app
RUN addgroup -g 1000 nextjs && adduser -D -u 1000 -G nextjs nextjs
COPY --from=builder --chown=nextjs:nextjs /app/.next/standalone ./
USER nextjs
CMD ["node", "server.js"]
