FROM debian:bookworm-slim
RUN echo '1001:x:4000:4000::/:/usr/sbin/nologin' >> /etc/passwd
COPY agent /usr/local/bin/agent
USER 1001
ENTRYPOINT ["agent"]
