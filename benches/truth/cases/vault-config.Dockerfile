FROM hashicorp/vault:1.18
COPY config/ /vault/config/
CMD ["server"]
