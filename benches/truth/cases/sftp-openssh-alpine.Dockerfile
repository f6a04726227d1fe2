FROM alpine:3.20
RUN apk add --no-cache bash openssh-server shadow \
 && addgroup sftp \
 && mkdir -p /var/run/sshd /etc/sftp \
 && rm -f /etc/ssh/ssh_host_*key*
COPY sshd_config /etc/ssh/sshd_config
COPY --chmod=755 entrypoint /
EXPOSE 22
ENTRYPOINT ["/entrypoint"]
