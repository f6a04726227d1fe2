FROM denoland/deno:alpine-2.1.4
WORKDIR /srv
COPY deno.json deno.lock ./
RUN deno install
COPY src ./src
EXPOSE 8080
CMD ["run", "--allow-net", "--allow-env", "src/server.ts"]
