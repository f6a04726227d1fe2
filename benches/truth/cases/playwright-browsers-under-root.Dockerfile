FROM node:20-bookworm
RUN usermod -l e2e -d /home/e2e -m node && groupmod -n e2e node
WORKDIR /app
COPY package*.json ./
RUN npm ci && npx playwright install --with-deps chromium
COPY . .
USER e2e
CMD ["npx", "playwright", "test", "--output=/tmp/results"]
