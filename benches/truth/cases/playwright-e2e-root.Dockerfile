FROM mcr.microsoft.com/playwright:v1.49.1-noble
WORKDIR /e2e
COPY package.json package-lock.json playwright.config.ts ./
RUN npm ci
COPY tests ./tests
CMD ["npx", "playwright", "test"]
