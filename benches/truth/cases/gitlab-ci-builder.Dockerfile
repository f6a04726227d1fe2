FROM docker:27-cli
RUN apk add --no-cache bash git curl make openssh-client
COPY ci/*.sh /usr/local/bin/
ENTRYPOINT []
CMD ["bash"]
