FROM alpine:3.20
ADD https://downloads.example.com/agent-linux-amd64 /usr/local/bin/agent
ENTRYPOINT ["/usr/local/bin/agent"]
