FROM cimg/node:22.12
RUN sudo apt-get update && sudo apt-get install -y --no-install-recommends rsync && sudo rm -rf /var/lib/apt/lists/*
RUN mkdir -p /home/circleci/.ssh && ssh-keyscan git.example.com >> /home/circleci/.ssh/known_hosts
