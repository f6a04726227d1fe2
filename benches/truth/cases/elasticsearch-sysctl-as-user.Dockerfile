FROM elasticsearch:8.19.2
RUN apt-get update && apt-get install -y curl jq
COPY analysis/ config/analysis/
