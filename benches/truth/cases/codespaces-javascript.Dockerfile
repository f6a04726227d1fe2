FROM mcr.microsoft.com/devcontainers/javascript-node:1-20-bookworm
RUN su node -c "npm install -g pnpm turbo"
