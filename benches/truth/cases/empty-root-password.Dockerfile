FROM alpine:3.20
RUN passwd -d root
COPY --chmod=755 agent /usr/local/bin/agent
CMD ["agent"]
