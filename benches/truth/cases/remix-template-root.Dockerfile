FROM node:22-bookworm-slim AS base
ENV NODE_ENV=production
RUN apt-get update && apt-get install -y openssl sqlite3

FROM base AS deps
WORKDIR /myapp
COPY package.json .npmrc ./
RUN npm install --include=dev

FROM base AS production-deps
WORKDIR /myapp
COPY --from=deps /myapp/node_modules /myapp/node_modules
COPY package.json .npmrc ./
RUN npm prune --omit=dev

FROM base AS build
WORKDIR /myapp
COPY --from=deps /myapp/node_modules /myapp/node_modules
ADD prisma .
RUN npx prisma generate
ADD . .
RUN npm run build

FROM base
ENV DATABASE_URL=file:/data/sqlite.db
ENV PORT="8080"
RUN printf '#!/bin/sh\nset -x\nsqlite3 $DATABASE_URL\n' > /usr/local/bin/database-cli && chmod +x /usr/local/bin/database-cli
WORKDIR /myapp
COPY --from=production-deps /myapp/node_modules /myapp/node_modules
COPY --from=build /myapp/build /myapp/build
COPY --from=build /myapp/public /myapp/public
COPY --from=build /myapp/package.json /myapp/package.json
COPY --from=build /myapp/start.sh /myapp/start.sh
ENTRYPOINT [ "./start.sh" ]
