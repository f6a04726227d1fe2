FROM ubuntu:22.04
RUN useradd -m -s /bin/bash dev && echo "dev:dev" | chpasswd
USER dev
WORKDIR /home/dev
CMD ["bash"]
