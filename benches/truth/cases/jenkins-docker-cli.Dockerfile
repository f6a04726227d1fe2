FROM jenkins/jenkins:lts-jdk21
USER jenkins
RUN mkdir -p /var/jenkins_home/.ssh && touch /var/jenkins_home/.ssh/known_hosts
USER root
RUN apt-get update && apt-get install -y ca-certificates curl lsb-release \
 && install -m 0755 -d /etc/apt/keyrings \
 && curl -fsSL https://download.example.com/linux/debian/gpg -o /etc/apt/keyrings/docker.asc \
 && echo "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.example.com/linux/debian bookworm stable" > /etc/apt/sources.list.d/docker.list \
 && apt-get update && apt-get install -y docker-ce-cli \
 && groupadd -f docker && usermod -aG docker jenkins
USER jenkins
