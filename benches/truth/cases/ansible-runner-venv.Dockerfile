FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends openssh-client sshpass && rm -rf /var/lib/apt/lists/* \
 && python -m venv /opt/ansible \
 && /opt/ansible/bin/pip install --no-cache-dir ansible-core==2.18 jmespath
RUN useradd --create-home ansible
ENV PATH=/opt/ansible/bin:$PATH
USER ansible
WORKDIR /home/ansible/playbooks
COPY --chown=ansible:ansible . .
ENTRYPOINT ["ansible-playbook"]
