FROM denoland/deno:debian-2.1.4
ARG GIT_REVISION
ENV DENO_DEPLOYMENT_ID=${GIT_REVISION}
WORKDIR /app
COPY . .
RUN deno task build && deno cache main.ts
USER deno
EXPOSE 8000
CMD ["run", "-A", "main.ts"]
