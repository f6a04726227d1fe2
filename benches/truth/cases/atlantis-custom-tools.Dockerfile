FROM ghcr.io/runatlantis/atlantis:v0.31.0

ARG TERRAGRUNT_VERSION=0.71.1
ARG SOPS_VERSION=3.9.3

USER root

RUN apk add --no-cache aws-cli jq make yq

RUN curl -fsSL -o /usr/local/bin/terragrunt "https://downloads.example.com/terragrunt/v${TERRAGRUNT_VERSION}/terragrunt_linux_amd64" \
 && chmod 0755 /usr/local/bin/terragrunt

RUN curl -fsSL -o /usr/local/bin/sops "https://downloads.example.com/sops/v${SOPS_VERSION}/sops-v${SOPS_VERSION}.linux.amd64" \
 && chmod 0755 /usr/local/bin/sops

COPY repos.yaml /etc/atlantis/repos.yaml
